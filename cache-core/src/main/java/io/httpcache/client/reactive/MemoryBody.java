package io.httpcache.client.reactive;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * A body from memory. As a body from the network it can be subscribed to once; its buffer
 * is a read-only view of the shared array and can be released any number of times.
 */
final class MemoryBody extends Flux<DataBuffer> {

	private final byte[] bytes;

	private final int offset;

	private final int length;

	private final AtomicBoolean consumed = new AtomicBoolean();

	MemoryBody(byte[] bytes, int offset, int length) {
		this.bytes = bytes;
		this.offset = offset;
		this.length = length;
	}

	@Override
	public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
		if (!this.consumed.compareAndSet(false, true)) {
			Operators.error(actual, alreadyConsumed());
		}
		else if (this.length == 0) {
			Operators.complete(actual);
		}
		else {
			actual.onSubscribe(Operators.scalarSubscription(actual, view()));
		}
	}

	private DataBuffer view() {
		return DefaultDataBufferFactory.sharedInstance
			.wrap(ByteBuffer.wrap(this.bytes, this.offset, this.length).asReadOnlyBuffer());
	}

	static IllegalStateException alreadyConsumed() {
		return new IllegalStateException("The client response body can only be consumed once");
	}

}
