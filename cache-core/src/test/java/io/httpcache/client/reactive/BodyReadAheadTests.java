package io.httpcache.client.reactive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import io.httpcache.CacheReason;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheSettings;
import io.httpcache.client.ReadAheadBudget;
import io.httpcache.engine.CacheMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a body is read ahead, buffer by buffer. Every buffer is released, and the budget
 * has all back, whatever happens.
 */
@ExtendWith(ReactiveGuards.class)
class BodyReadAheadTests {

	private static final int UNKNOWN = -1;

	private static final int MAX = 40_000;

	private final ReadAheadBudget budget = HttpCacheBuilder.create()
		.settings(new CacheSettings("test", CacheMode.PRIVATE, false, false, 48 * 1024, List.of(), null, Set.of()))
		.buildRuntime()
		.readAhead();

	private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	private final List<NettyDataBuffer> given = new ArrayList<>();

	@AfterEach
	void nothingIsLeftOver() {
		assertThat(this.given).allMatch((buffer) -> buffer.getNativeBuffer().refCnt() == 0);
		assertThat(this.budget.used()).isZero();
	}

	private DataBuffer buffer(String text) {
		NettyDataBuffer buffer = this.buffers.allocateBuffer(Math.max(text.length(), 1));
		buffer.write(text.getBytes(StandardCharsets.UTF_8));
		this.given.add(buffer);
		return buffer;
	}

	private BodyReadAhead body(TestPublisher<DataBuffer> publisher, long contentLength) {
		return new BodyReadAhead(publisher.flux(), contentLength, MAX, this.budget);
	}

	private static Mono<String> text(Flux<DataBuffer> body) {
		return body.map((buffer) -> {
			String text = buffer.toString(StandardCharsets.UTF_8);
			DataBufferUtils.release(buffer);
			return text;
		}).collectList().map((parts) -> String.join("", parts));
	}

	@Test
	void aBodyOfUnknownLengthIsRead() {
		TestPublisher<DataBuffer> publisher = TestPublisher.create();
		StepVerifier.create(body(publisher, UNKNOWN).read().map(BodyReadAheadTests::whole))
			.then(() -> publisher.next(buffer("a".repeat(16_000)), buffer(""), buffer("b".repeat(1000))).complete())
			.expectNext("a".repeat(16_000) + "b".repeat(1000))
			.verifyComplete();
	}

	private static String whole(BodyReadAhead.Outcome outcome) {
		return new String(outcome.whole(), StandardCharsets.UTF_8);
	}

	@Test
	void aBodyOfKnownLengthIsRead() {
		TestPublisher<DataBuffer> publisher = TestPublisher.create();
		StepVerifier.create(body(publisher, 4).read().map(BodyReadAheadTests::whole))
			.then(() -> publisher.next(buffer("ab"), buffer("cd")).complete())
			.expectNext("abcd")
			.verifyComplete();
	}

	@Test
	void buffersAreAskedForOneByOneWhileReading() {
		List<Long> demand = new ArrayList<>();
		Flux<DataBuffer> source = Flux.just("a", "b", "c").map(this::buffer).doOnRequest(demand::add);
		StepVerifier.create(new BodyReadAhead(source, UNKNOWN, MAX, this.budget).read())
			.expectNextCount(1)
			.verifyComplete();
		assertThat(demand).containsExactly(1L, 1L, 1L, 1L);
	}

	@Test
	void aBodyThatGrowsTooLargeStreamsOnAsItIsAskedFor() {
		TestPublisher<DataBuffer> publisher = TestPublisher.create();
		BodyReadAhead body = body(publisher, UNKNOWN);
		StepVerifier.create(body.read())
			.then(() -> publisher.next(buffer("a".repeat(MAX)), buffer("b")))
			.assertNext((outcome) -> assertThat(outcome.refusal()).isEqualTo(CacheReason.TOO_LARGE))
			.verifyComplete();
		StepVerifier.create(body.rest().doOnNext(DataBufferUtils::release).map(DataBuffer::capacity), 0)
			.thenRequest(3)
			.expectNextCount(3)
			.thenRequest(1)
			.expectNext(1)
			.thenRequest(1)
			.then(() -> publisher.next(buffer("c")))
			.expectNextCount(1)
			.then(publisher::complete)
			.verifyComplete();
	}

	@Test
	void aSlowBodyOfUnknownLengthStreamsOnAfterTwoSeconds() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			TestPublisher<DataBuffer> publisher = TestPublisher.create();
			BodyReadAhead body = body(publisher, UNKNOWN);
			StepVerifier.create(body.read())
				.then(() -> publisher.next(buffer("a")))
				.then(() -> time.advanceTimeBy(Duration.ofMillis(1_999)))
				.then(() -> assertThat(this.budget.used()).isPositive())
				.then(() -> time.advanceTimeBy(Duration.ofMillis(1)))
				.assertNext((outcome) -> assertThat(outcome.refusal()).isEqualTo(CacheReason.SLOW_BODY))
				.verifyComplete();
			// One buffer had been asked for already
			publisher.next(buffer("b"));
			StepVerifier.create(text(body.rest()))
				.then(() -> publisher.next(buffer("c")).complete())
				.expectNext("abc")
				.verifyComplete();
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void aSlowBodyOfKnownLengthIsWaitedFor() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			TestPublisher<DataBuffer> publisher = TestPublisher.create();
			StepVerifier.create(body(publisher, 2).read().map(BodyReadAheadTests::whole))
				.then(() -> publisher.next(buffer("a")))
				.then(() -> time.advanceTimeBy(Duration.ofSeconds(10)))
				.then(() -> publisher.next(buffer("b")).complete())
				.expectNext("ab")
				.verifyComplete();
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void aBodyForWhichThereIsNoBudgetIsNotReadAtAll() {
		assertThat(this.budget.tryTake(40 * 1024)).isTrue();
		BodyReadAhead body = new BodyReadAhead(Flux.just("ab", "cd").map(this::buffer), 20_000, MAX, this.budget);
		StepVerifier.create(body.read())
			.assertNext((outcome) -> assertThat(outcome.refusal()).isEqualTo(CacheReason.MAX_IN_FLIGHT))
			.verifyComplete();
		StepVerifier.create(text(body.rest())).expectNext("abcd").verifyComplete();
		this.budget.giveBack(40 * 1024);
	}

	@Test
	void aBodyThatExhaustsTheBudgetStreamsOn() {
		assertThat(this.budget.tryTake(20 * 1024)).isTrue();
		BodyReadAhead body = new BodyReadAhead(Flux.just("a".repeat(16_000), "b".repeat(16_000)).map(this::buffer),
				UNKNOWN, MAX, this.budget);
		StepVerifier.create(body.read())
			.assertNext((outcome) -> assertThat(outcome.refusal()).isEqualTo(CacheReason.MAX_IN_FLIGHT))
			.verifyComplete();
		StepVerifier.create(text(body.rest())).expectNext("a".repeat(16_000) + "b".repeat(16_000)).verifyComplete();
		this.budget.giveBack(20 * 1024);
	}

	@Test
	void aBodyShorterThanItsLengthIsTruncated() {
		BodyReadAhead body = new BodyReadAhead(Flux.just("ab").map(this::buffer), 3, MAX, this.budget);
		StepVerifier.create(body.read()).assertNext((outcome) -> {
			assertThat(outcome.refusal()).isEqualTo(CacheReason.TRUNCATED);
			assertThat(outcome.isOriginFailure()).isTrue();
		}).verifyComplete();
		StepVerifier.create(text(body.rest())).expectNext("ab").verifyComplete();
	}

	@Test
	void aBodyThatFailsGivesWhatCameAndThenTheFailure() {
		IOException failure = new IOException("reset");
		BodyReadAhead body = new BodyReadAhead(Flux.just("ab").map(this::buffer).concatWith(Mono.error(failure)),
				UNKNOWN, MAX, this.budget);
		StepVerifier.create(body.read())
			.assertNext((outcome) -> assertThat(outcome.failure()).isSameAs(failure))
			.verifyComplete();
		StepVerifier.create(body.rest().doOnNext(DataBufferUtils::release))
			.expectNextCount(1)
			.verifyErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure));
	}

	@Test
	void whatIsCancelledWhileReadingIsNotWholeThoughItCompletes() {
		TestPublisher<DataBuffer> publisher = TestPublisher.createNoncompliant(
				TestPublisher.Violation.CLEANUP_ON_TERMINATE, TestPublisher.Violation.DEFER_CANCELLATION);
		List<BodyReadAhead.Outcome> outcomes = new ArrayList<>();
		StepVerifier.create(body(publisher, 2).read().doOnNext(outcomes::add))
			.then(() -> publisher.next(buffer("a")))
			.thenCancel()
			.verify();
		publisher.assertWasCancelled();
		publisher.next(buffer("b"));
		publisher.complete();
		assertThat(outcomes).isEmpty();
	}

	@Test
	void aRestThatNobodyReadsIsGivenUp() {
		TestPublisher<DataBuffer> publisher = TestPublisher.create();
		BodyReadAhead body = body(publisher, UNKNOWN);
		StepVerifier.create(body.read())
			.then(() -> publisher.next(buffer("a".repeat(MAX)), buffer("b")))
			.expectNextCount(1)
			.verifyComplete();
		body.abandon();
		publisher.assertWasCancelled();
		StepVerifier.create(body.rest()).verifyError(IllegalStateException.class);
	}

	@Test
	void aRestOfWhichOneBufferIsReadIsGivenUp() {
		TestPublisher<DataBuffer> publisher = TestPublisher.create();
		BodyReadAhead body = body(publisher, UNKNOWN);
		StepVerifier.create(body.read())
			.then(() -> publisher.next(buffer("a".repeat(MAX)), buffer("b")))
			.expectNextCount(1)
			.verifyComplete();
		StepVerifier.create(body.rest().take(1).doOnNext(DataBufferUtils::release)).expectNextCount(1).verifyComplete();
		publisher.assertWasCancelled();
		body.abandon();
	}

	@Test
	void aRestIsReadOnce() {
		BodyReadAhead body = new BodyReadAhead(Flux.just("ab").map(this::buffer), 3, MAX, this.budget);
		StepVerifier.create(body.read()).expectNextCount(1).verifyComplete();
		StepVerifier.create(text(body.rest())).expectNext("ab").verifyComplete();
		StepVerifier.create(body.rest()).verifyError(IllegalStateException.class);
	}

	@Test
	void aRestThatIsCancelledAfterItArrivedIsReleased() {
		TestPublisher<DataBuffer> publisher = TestPublisher.create();
		BodyReadAhead body = body(publisher, UNKNOWN);
		StepVerifier.create(body.read())
			.then(() -> publisher.next(buffer("a".repeat(MAX)), buffer("b")))
			.expectNextCount(1)
			.verifyComplete();
		StepVerifier.create(body.rest(), 3).expectNextCount(3).thenCancel().verify();
		publisher.assertWasCancelled();
	}

}
