package io.httpcache.client.reactive;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

import io.httpcache.CacheReason;
import io.httpcache.client.ReadAheadBudget;

/**
 * Reads a body ahead, as far as its size, the time and the budget allow; where they do
 * not, what was read and the rest stream on, over the same subscription. Buffers are
 * copied and released as they arrive. Used once.
 */
final class BodyReadAhead {

	private static final long MAX_SECONDS = 2;

	private final Flux<DataBuffer> body;

	private final long contentLength;

	private final Chunks chunks;

	private final Sinks.Many<DataBuffer> rest = Sinks.unsafe().many().unicast().onBackpressureBuffer();

	/** Who reads the rest: nobody yet, its one subscriber, or nobody ever. */
	private final AtomicReference<Rest> reader = new AtomicReference<>(Rest.OFFERED);

	private final AtomicReference<@Nullable Subscription> upstream = new AtomicReference<>();

	private boolean reading;

	private @Nullable CacheReason refusal;

	/**
	 * A body to read.
	 * @param body the body
	 * @param contentLength its length, or -1 when it is not known
	 * @param max how long it may be
	 * @param budget what may be read ahead over all requests
	 */
	BodyReadAhead(Flux<DataBuffer> body, long contentLength, long max, ReadAheadBudget budget) {
		this.body = body;
		this.contentLength = contentLength;
		this.chunks = new Chunks(contentLength, max, budget);
	}

	/**
	 * Reads it. Cancelled while reading, it gives up the body.
	 * @return the whole body, or why there is only {@link #rest()}
	 */
	Mono<Outcome> read() {
		return Mono.create((sink) -> {
			CacheReason refusal = (this.contentLength > 0) ? this.chunks.reserve(this.contentLength) : null;
			if (refusal != null) {
				this.chunks.giveBack();
				sink.success(new Outcome(null, refusal, null));
				return;
			}
			this.reading = true;
			sink.onCancel(this::abandon);
			this.body.subscribe(new Reader(sink));
		});
	}

	/**
	 * What was read of a body that is not whole, and the rest as it arrives. Can be
	 * subscribed to once.
	 * @return the body
	 */
	Flux<DataBuffer> rest() {
		return Flux.defer(() -> {
			if (!this.reader.compareAndSet(Rest.OFFERED, Rest.READ)) {
				return Flux.error(MemoryBody.alreadyConsumed());
			}
			if (this.upstream.get() == null) {
				return this.body;
			}
			return Flux.concat(Flux.fromIterable(this.chunks.toBuffers()), arriving())
				.doOnTerminate(this::giveUp)
				.doOnCancel(this::giveUp);
		});
	}

	private Flux<DataBuffer> arriving() {
		return this.rest.asFlux().doOnRequest(this::request).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	/** Gives up what nobody reads. */
	void abandon() {
		stopReading();
		if (this.reader.compareAndSet(Rest.OFFERED, Rest.ABANDONED)) {
			giveUp();
		}
	}

	private void giveUp() {
		Subscription subscription = this.upstream.getAndSet(Operators.cancelledSubscription());
		if (subscription != null) {
			subscription.cancel();
		}
		this.chunks.giveBack();
		// Releases what arrived and was not asked for
		arriving().subscribe(DataBufferUtils.releaseConsumer(), (ex) -> {
		}).dispose();
	}

	private void request(long count) {
		Subscription subscription = this.upstream.get();
		if (subscription != null) {
			subscription.request(count);
		}
	}

	/** Begins to hand on what arrives, unless it has begun or all is there. */
	private synchronized boolean stopReading() {
		boolean stopped = this.reading;
		this.reading = false;
		return stopped;
	}

	/** Copies a buffer while it is time to. */
	private synchronized Copy copy(DataBuffer buffer) {
		if (!this.reading) {
			return Copy.LATE;
		}
		this.refusal = this.chunks.add(buffer);
		this.reading = this.refusal == null;
		return this.reading ? Copy.DONE : Copy.REFUSED;
	}

	/**
	 * What came of reading ahead.
	 *
	 * @param whole the whole body, or {@code null}
	 * @param refusal why it is not whole, or {@code null}
	 * @param failure the exception that ended it, or {@code null}
	 */
	record Outcome(byte @Nullable [] whole, @Nullable CacheReason refusal, @Nullable Throwable failure) {

		boolean isTruncated() {
			return this.refusal == CacheReason.TRUNCATED;
		}

		boolean isOriginFailure() {
			return isTruncated() && (this.failure == null || OriginFailures.isOne(this.failure));
		}

	}

	private enum Copy {

		DONE, REFUSED, LATE

	}

	private enum Rest {

		OFFERED, READ, ABANDONED

	}

	/** Takes the buffers one by one while reading, and as they are asked for after it. */
	private final class Reader implements CoreSubscriber<DataBuffer> {

		private final MonoSink<Outcome> sink;

		Reader(MonoSink<Outcome> sink) {
			this.sink = sink;
			if (BodyReadAhead.this.contentLength < 0) {
				sink.onDispose(Schedulers.parallel()
					.schedule(() -> stop(CacheReason.SLOW_BODY, null), MAX_SECONDS, TimeUnit.SECONDS));
			}
		}

		@Override
		public Context currentContext() {
			return Context.of(this.sink.contextView());
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			if (BodyReadAhead.this.upstream.compareAndSet(null, subscription)) {
				subscription.request(1);
			}
			else {
				subscription.cancel();
			}
		}

		@Override
		public void onNext(DataBuffer buffer) {
			Copy copied;
			try {
				copied = copy(buffer);
			}
			catch (RuntimeException | Error ex) {
				DataBufferUtils.release(buffer);
				throw ex;
			}
			if (copied == Copy.DONE) {
				DataBufferUtils.release(buffer);
				request(1);
				return;
			}
			if (BodyReadAhead.this.rest.tryEmitNext(buffer).isFailure()) {
				DataBufferUtils.release(buffer);
			}
			if (copied == Copy.REFUSED) {
				this.sink.success(new Outcome(null, BodyReadAhead.this.refusal, null));
			}
		}

		@Override
		public void onError(Throwable failure) {
			BodyReadAhead.this.rest.tryEmitError(failure);
			stop(CacheReason.TRUNCATED, failure);
		}

		@Override
		public void onComplete() {
			BodyReadAhead.this.rest.tryEmitComplete();
			if (chunks().total() < BodyReadAhead.this.contentLength) {
				// The transport did not notice that the body was cut off
				stop(CacheReason.TRUNCATED, null);
			}
			else if (stopReading()) {
				byte[] whole = chunks().toByteArray();
				chunks().giveBack();
				this.sink.success(new Outcome(whole, null, null));
			}
		}

		private void stop(CacheReason refusal, @Nullable Throwable failure) {
			if (stopReading()) {
				this.sink.success(new Outcome(null, refusal, failure));
			}
		}

		private Chunks chunks() {
			return BodyReadAhead.this.chunks;
		}

	}

}
