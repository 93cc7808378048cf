package io.httpcache.client.reactive;

import java.time.Duration;

import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Gets rid of bodies that nobody reads, so that their connections are free again.
 */
final class Bodies {

	/** As much as is cheaper to read than a new connection. */
	private static final long MAX_DRAIN = 64 * 1024;

	private static final Duration MAX_DRAIN_TIME = Duration.ofSeconds(2);

	private Bodies() {
	}

	/** Reads what is left of a short body; gives a long or slow one up. */
	static void drain(ClientResponse response) {
		response.bodyToFlux(DataBuffer.class).take(MAX_DRAIN_TIME).subscribe(new Drain(MAX_DRAIN));
	}

	/** Gives a body up at once. */
	static void abandon(ClientResponse response) {
		response.bodyToFlux(DataBuffer.class).subscribe(new Drain(-1));
	}

	private static final class Drain extends BaseSubscriber<DataBuffer> {

		private long left;

		Drain(long left) {
			this.left = left;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			if (this.left < 0) {
				cancel();
			}
			else {
				requestUnbounded();
			}
		}

		@Override
		protected void hookOnNext(DataBuffer buffer) {
			this.left -= buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			if (this.left < 0) {
				cancel();
			}
		}

		@Override
		protected void hookOnError(Throwable failure) {
			// Whatever it was, nobody waits for this body
		}

	}

}
