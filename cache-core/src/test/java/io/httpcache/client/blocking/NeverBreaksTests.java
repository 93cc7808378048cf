package io.httpcache.client.blocking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

import io.httpcache.CacheReason;
import io.httpcache.client.AnsweredRequest;
import io.httpcache.client.CacheObserver;
import io.httpcache.client.CacheRuntime.Extensions;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;
import io.httpcache.store.FaultyStore;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.FailingClock;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever fails in or around the cache, a call goes on.
 */
@ExtendWith(OutputCaptureExtension.class)
class NeverBreaksTests extends BlockingTestSupport {

	private final FaultyStore store = new FaultyStore(new CaffeineStore(1 << 20, this.clock, Runnable::run));

	@Test
	void aStoreThatFailsMeansPlainCallsAndOneLine(CapturedOutput output) {
		cache((builder) -> builder.store(this.store));
		this.store.failWith(() -> new IllegalStateException("store is away"));
		for (int i = 0; i < 3; i++) {
			this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("body"));
			verifyThat(get("/x")).hasStatus(200).hasBody("body").isNotStored(CacheReason.STORE);
		}
		this.origin.expect("POST /x").respond(200);
		post("/x");
		assertThat(output.getAll().split("failed to find", -1)).hasSize(2);
		this.store.recover();
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("again"));
		verifyThat(get("/x")).isStored();
		verifyThat(get("/x")).isHit().hasBody("again");
	}

	@Test
	void aStoreThatFoundButDoesNotStoreIsTheReason() {
		cache((builder) -> builder.store(this.store));
		this.origin.respondWith((request) -> {
			this.store.failWith(() -> new IllegalStateException("store is full"));
			return cacheable(Reply.of(200)).body("body");
		});
		verifyThat(get("/x")).hasBody("body").isNotStored(CacheReason.STORE);
		this.store.recover();
		this.origin.respondWith((request) -> cacheable(Reply.of(200)).body("again"));
		verifyThat(get("/x")).hasBody("again").isStored();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void aFailureInTheCacheAfterTheOriginAnsweredLeavesTheAnswer(String method) {
		FailingClock clock = new FailingClock();
		cache((builder) -> builder.clock(clock));
		this.origin.respondWith((request) -> {
			clock.fail();
			return cacheable(Reply.of(200)).header("Content-Location", "/x").body("body");
		});
		assertThat(this.client.method(HttpMethod.valueOf(method)).uri("/x").retrieve().body(String.class))
			.isEqualTo("body");
	}

	@Test
	void extensionsThatFailMeanPlainCalls() {
		extensions((extensions) -> new Extensions(List.of((event) -> {
			throw new IllegalStateException("listener");
		}), List.of(), extensions.partitionResolvers(), List.of((request, status, headers) -> {
			throw new IllegalStateException("filter");
		}), List.of()));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("a"));
		verifyThat(get("/x")).isNotStored(CacheReason.FILTERED).hasBody("a");
		extensions((extensions) -> new Extensions(List.of(), List.of((request) -> {
			throw new IllegalStateException("key");
		}), extensions.partitionResolvers(), List.of(), List.of()));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("b"));
		assertThat(get("/x").getBody()).isEqualTo("b");
	}

	@Test
	void aRefreshForWhichThereIsNoRoomIsCountedAndTriedAgain() {
		List<CacheObserver.RefreshResult> results = new ArrayList<>();
		AtomicInteger room = new AtomicInteger();
		cache((builder) -> builder.store(this.store).routes(staleWhileRevalidate()).executor((task) -> {
			if (room.getAndIncrement() == 0) {
				throw new RejectedExecutionException();
			}
			task.run();
		}).extensions((extensions) -> observing(results)));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("old"));
		verifyThat(get("/x")).isStored();
		this.clock.advance(Duration.ofSeconds(61));
		verifyThat(get("/x")).isStale().hasBody("old");
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("new"));
		verifyThat(get("/x")).isStale().hasBody("old");
		verifyThat(get("/x")).isHit().hasBody("new");
		assertThat(results).containsExactly(CacheObserver.RefreshResult.REJECTED, CacheObserver.RefreshResult.STORED);
	}

	@Test
	void oneKeyIsRefreshedOnceAtATime() {
		List<Runnable> tasks = new ArrayList<>();
		cache((builder) -> builder.store(this.store).routes(staleWhileRevalidate()).executor(tasks::add));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("old"));
		verifyThat(get("/x")).isStored();
		this.clock.advance(Duration.ofSeconds(61));
		for (int i = 0; i < 5; i++) {
			verifyThat(get("/x")).isStale();
		}
		assertThat(tasks).hasSize(1);
	}

	@Test
	void noMoreThanAFewRefreshesOfOneHostAreUnderWay() {
		List<Runnable> tasks = new ArrayList<>();
		cache((builder) -> builder.store(this.store).routes(staleWhileRevalidate()).executor(tasks::add));
		for (int i = 0; i < 20; i++) {
			this.origin.expect("GET /" + i).respond(cacheable(Reply.of(200)).body("old"));
			get("/" + i);
		}
		this.clock.advance(Duration.ofSeconds(61));
		for (int i = 0; i < 20; i++) {
			verifyThat(get("/" + i)).isStale();
		}
		assertThat(tasks).hasSize(6);
	}

	@Test
	void anObserverThatFailsMeansAnAnswerAndOneLine(CapturedOutput output) {
		extensions((extensions) -> new Extensions(List.of(), List.of(), extensions.partitionResolvers(), List.of(),
				List.of(new CacheObserver() {

					@Override
					public void completed(AnsweredRequest request) {
						throw new IllegalStateException("observer");
					}

				})));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("a"));
		verifyThat(get("/x")).isStored().hasBody("a");
		verifyThat(get("/x")).isHit().hasBody("a");
		assertThat(output.getAll().split("A CacheObserver failed", -1)).hasSize(2);
	}

	@Test
	void aLargeRequestBodyIsWarnedOfOnce(CapturedOutput output) {
		byte[] large = new byte[(8 << 20) + 1];
		for (int i = 0; i < 2; i++) {
			this.origin.expect("POST /upload").respond(204);
			this.client.post().uri("/upload").body(large).retrieve().toBodilessEntity();
		}
		assertThat(output.getAll().split("buffer request bodies", -1)).hasSize(2);
		assertThat(output).contains("apply-to");
	}

	private void extensions(UnaryOperator<Extensions> customizer) {
		cache((builder) -> builder.extensions(customizer));
	}

	private static Extensions observing(List<CacheObserver.RefreshResult> results) {
		return new Extensions(List.of(), List.of(), java.util.Map.of(), List.of(), List.of(new CacheObserver() {

			@Override
			public void refreshed(Route route, RefreshTrigger trigger, RefreshResult result) {
				results.add(result);
			}

		}));
	}

	private static Routes staleWhileRevalidate() {
		RouteSettings settings = RouteSettings.builder().staleWhileRevalidate(Duration.ofHours(1)).build();
		return Routes.of(List.of(), settings.toRoute(Route.DEFAULT_NAME));
	}

}
