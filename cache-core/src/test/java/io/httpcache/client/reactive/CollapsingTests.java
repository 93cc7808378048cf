package io.httpcache.client.reactive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOutcome;
import io.httpcache.test.Gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Concurrent identical misses make one request, without threads that wait, and nobody's
 * fate is another one's.
 */
@Timeout(60)
class CollapsingTests extends ReactiveTestSupport {

	private final Gate gate = new Gate();

	private CompletableFuture<ResponseEntity<String>> start(String uri) {
		return exchange(this.client, uri).toFuture();
	}

	private void cacheableAtTheGate() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.body("on")
			.waitAt(this.gate)
			.body("ce");
	}

	@Test
	void oneRequestIsMadeForAll() {
		cacheableAtTheGate();
		List<CompletableFuture<ResponseEntity<String>>> all = IntStream.range(0, 100)
			.mapToObj((i) -> start("/x"))
			.toList();
		this.gate.awaitReached();
		this.gate.open();
		assertThat(all).extracting(CompletableFuture::join).allMatch((response) -> "once".equals(response.getBody()));
		assertThat(all).extracting((response) -> outcome(response.join()))
			.containsOnly(CacheOutcome.MISS, CacheOutcome.COLLAPSED)
			.containsOnlyOnce(CacheOutcome.MISS);
	}

	@Test
	void aLeaderThatIsCancelledLeavesTheFetchToThoseWhoWait() {
		cacheableAtTheGate();
		Disposable leader = exchange(this.client, "/x").subscribe();
		this.gate.awaitReached();
		CompletableFuture<ResponseEntity<String>> waiter = start("/x");
		leader.dispose();
		this.gate.open();
		assertThat(waiter.join().getBody()).isEqualTo("once");
		assertThat(outcome(waiter.join())).isEqualTo(CacheOutcome.COLLAPSED);
		assertThat(outcome(get(this.client, "/x"))).isEqualTo(CacheOutcome.HIT);
	}

	@Test
	void aFetchThatNobodyWaitsForIsCancelled() {
		cacheableAtTheGate();
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("again");
		Disposable leader = exchange(this.client, "/x").subscribe();
		this.gate.awaitReached();
		Disposable first = exchange(this.client, "/x").subscribe();
		Disposable second = exchange(this.client, "/x").subscribe();
		leader.dispose();
		first.dispose();
		second.dispose();
		assertThat(get(this.client, "/x").getBody()).isEqualTo("again");
		assertThat(this.runtime.readAhead().used()).isZero();
	}

	@Test
	void aWaiterThatIsCancelledConcernsNobodyElse() {
		cacheableAtTheGate();
		CompletableFuture<ResponseEntity<String>> leader = start("/x");
		this.gate.awaitReached();
		exchange(this.client, "/x").subscribe().dispose();
		CompletableFuture<ResponseEntity<String>> waiter = start("/x");
		this.gate.open();
		assertThat(leader.join().getBody()).isEqualTo("once");
		assertThat(waiter.join().getBody()).isEqualTo("once");
	}

	@Test
	void aBlockingLeaderServesReactiveWaiters() {
		cacheableAtTheGate();
		RestClient blocking = blockingClient();
		CompletableFuture<String> leader = CompletableFuture
			.supplyAsync(() -> blocking.get().uri("/x").retrieve().body(String.class));
		this.gate.awaitReached();
		CompletableFuture<ResponseEntity<String>> waiter = start("/x");
		this.gate.open();
		assertThat(leader.join()).isEqualTo("once");
		assertThat(waiter.join().getBody()).isEqualTo("once");
		assertThat(outcome(waiter.join())).isEqualTo(CacheOutcome.COLLAPSED);
	}

	@Test
	void aReactiveLeaderServesBlockingWaiters() throws InterruptedException {
		cacheableAtTheGate();
		Disposable leader = exchange(this.client, "/x").subscribe();
		this.gate.awaitReached();
		RestClient blocking = blockingClient();
		CompletableFuture<ResponseEntity<String>> waiter = new CompletableFuture<>();
		Thread thread = new Thread(() -> waiter.complete(blocking.get().uri("/x").retrieve().toEntity(String.class)));
		thread.start();
		awaitWaiting(thread);
		leader.dispose();
		this.gate.open();
		assertThat(waiter.join().getBody()).isEqualTo("once");
		assertThat(outcome(waiter.join())).isEqualTo(CacheOutcome.COLLAPSED);
	}

	private static void awaitWaiting(Thread thread) {
		while (thread.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aLeadersFailureIsItsOwn() {
		Gate first = new Gate();
		this.origin.expect("GET /x").respond(200).waitBeforeHead(first).reset();
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("second");
		CompletableFuture<ResponseEntity<String>> leader = start("/x");
		first.awaitReached();
		CompletableFuture<ResponseEntity<String>> waiter = start("/x");
		first.open();
		assertThatThrownBy(leader::join).hasMessageContaining("reset");
		assertThat(waiter.join().getBody()).isEqualTo("second");
	}

	@Test
	void waitersGoAsSoonAsTheHeadShowsThatThereIsNothingToShare() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "no-store")
			.chunked()
			.body("first")
			.waitAt(this.gate)
			.body("end");
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "no-store").body("second");
		CompletableFuture<ResponseEntity<String>> leader = start("/x");
		CompletableFuture<ResponseEntity<String>> waiter = start("/x");
		assertThat(waiter.join().getBody()).isEqualTo("second");
		assertThat(leader).isNotDone();
		this.gate.open();
		assertThat(leader.join().getBody()).isEqualTo("firstend");
	}

	@Test
	void aWaiterWaitsFiveSecondsAndThenFetchesItself() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			this.origin.expect("GET /x").respond(200).waitBeforeHead(this.gate).body("late");
			this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("own");
			CompletableFuture<ResponseEntity<String>> leader = start("/x");
			this.gate.awaitReached();
			CompletableFuture<ResponseEntity<String>> waiter = start("/x");
			time.advanceTimeBy(Duration.ofMillis(4_999));
			assertThat(this.origin.requests()).hasSize(1);
			time.advanceTimeBy(Duration.ofMillis(1));
			assertThat(waiter.join().getBody()).isEqualTo("own");
			this.gate.open();
			assertThat(leader.join().getBody()).isEqualTo("late");
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void waitersForAnotherVariantGo() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("Vary", "Accept-Language")
			.waitBeforeHead(this.gate)
			.body("de");
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("Vary", "Accept-Language")
			.body("fr");
		CompletableFuture<String> german = language("de").toFuture();
		this.gate.awaitReached();
		CompletableFuture<String> french = language("fr").toFuture();
		this.gate.open();
		assertThat(german.join()).isEqualTo("de");
		assertThat(french.join()).isEqualTo("fr");
	}

	private Mono<String> language(String language) {
		return this.client.get().uri("/x").header("Accept-Language", language).retrieve().bodyToMono(String.class);
	}

	@Test
	void tenThousandSubscribersMakeOneRequest() throws InterruptedException {
		int count = 10_000;
		byte[] body = new byte[1024];
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.waitBeforeHead(this.gate)
			.body(body);
		CountDownLatch served = new CountDownLatch(count);
		AtomicInteger whole = new AtomicInteger();
		long before = heap();
		Flux.range(0, count)
			.flatMap((i) -> this.client.get().uri("/x").retrieve().bodyToMono(byte[].class), count)
			.subscribe((bytes) -> {
				whole.addAndGet((bytes.length == 1024) ? 1 : 0);
				served.countDown();
			});
		this.gate.awaitReached();
		long waiting = heap() - before;
		this.gate.open();
		assertThat(served.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(whole).hasValue(count);
		assertThat(this.origin.requests()).hasSize(1);
		long after = heap() - before;
		System.out.printf("10,000 subscribers: heap growth %,d KiB while they wait (%,d B each), %,d KiB after%n",
				waiting / 1024, waiting / count, after / 1024);
		assertThat(waiting / count).isLessThan(16 * 1024);
		assertThat(Thread.getAllStackTraces()).hasSizeLessThan(200);
	}

	private static long heap() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
