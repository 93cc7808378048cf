package io.httpcache.client.reactive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.near.NearCacheStore;
import io.httpcache.store.near.RecoveringStore;
import io.httpcache.store.near.StoreBackground;
import io.httpcache.store.near.redis.RedisCoherenceChannel;
import io.httpcache.store.redis.CircuitBreakerStore;
import io.httpcache.store.redis.RedisStore;
import io.httpcache.store.redis.RedisStoreSettings;
import io.httpcache.test.Gate;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static io.httpcache.client.reactive.ReactiveTestSupport.TIMEOUT;
import static io.httpcache.client.reactive.ReactiveTestSupport.outcome;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers on an event loop, the driver of Redis on another: neither is blocked, whatever
 * Redis does.
 */
@ExtendWith(ReactiveGuards.class)
class SharedStoreTests {

	private static final String CONTROL = "max-age=60, stale-while-revalidate=600";

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	final TestOrigin origin = TestOrigin.start(this.clock);

	private RedisServer server;

	private LettuceConnectionFactory connection;

	private final StoreBackground background = new StoreBackground("httpcache-test");

	private RecoveringStore recovering;

	private HttpCacheStore store;

	private WebClient client;

	@BeforeEach
	void start() {
		this.server = RedisServer.start();
		this.connection = RedisServers.connect(this.server);
	}

	@AfterEach
	void stop() {
		this.server.resume();
		this.store.close();
		this.background.close();
		this.connection.destroy();
		this.server.close();
	}

	/** As the auto-configuration puts them together. */
	private void open(boolean near, Duration timeout) {
		CircuitBreakerStore redis = new CircuitBreakerStore(new RedisStore(this.connection,
				new RedisStoreSettings("test:", timeout), this.clock, ForkJoinPool.commonPool()), (lost) -> {
				});
		this.recovering = new RecoveringStore(redis, this.background);
		this.background.every(RecoveringStore.PERIOD, this.recovering::recover);
		this.store = near ? nearCache(timeout) : this.recovering;
		this.client = HttpCacheBuilder.create()
			.store(this.store)
			.clock(this.clock)
			.executor(ForkJoinPool.commonPool())
			.build()
			.applyTo(WebClient.builder())
			.clientConnector(Transport.REACTOR_NETTY.connector())
			.baseUrl(this.origin.url())
			.build();
	}

	private NearCacheStore nearCache(Duration timeout) {
		NearCacheStore near = new NearCacheStore(this.recovering,
				new NearCacheStore.Settings(1 << 20, Duration.ofSeconds(30)),
				new RedisCoherenceChannel(this.connection, "test:near", timeout), this.clock, Runnable::run,
				this.background);
		this.background.every(NearCacheStore.PERIOD, near::beat);
		return near;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingBlocksWhileRedisAnswers(boolean near) {
		open(near, Duration.ofSeconds(10));
		this.origin.expect("GET /x").respond(200).header("Cache-Control", CONTROL).header("ETag", "\"1\"").body("one");
		assertThat(outcome(get())).isEqualTo(CacheOutcome.MISS);
		assertThat(outcome(get())).isEqualTo(CacheOutcome.HIT);
		this.clock.advance(Duration.ofSeconds(61));
		this.origin.expect("GET /x").respond(304).header("Cache-Control", CONTROL).header("ETag", "\"1\"");
		assertThat(outcome(get())).isEqualTo(CacheOutcome.STALE);
		RedisServers.await(() -> outcome(get()) == CacheOutcome.HIT);
		this.origin.expect("POST /x").respond(204);
		await(this.client.post().uri("/x").retrieve().toBodilessEntity());
		this.origin.expect("GET /x").respond(200).header("Cache-Control", CONTROL).body("two");
		assertThat(get().getBody()).isEqualTo("two");
		assertThat(outcome(get())).isEqualTo(CacheOutcome.HIT);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingBlocksWhileOthersFetch(boolean near) {
		open(near, Duration.ofSeconds(10));
		Gate gate = new Gate();
		this.origin.expect("GET /x").respond(200).header("Cache-Control", CONTROL).waitBeforeHead(gate).body("one");
		Mono<List<ResponseEntity<String>>> begun = Flux.range(0, 20)
			.flatMap((i) -> exchange(), 20)
			.collectList()
			.cache();
		begun.subscribe();
		gate.awaitReached();
		gate.open();
		assertThat(await(begun)).extracting(ReactiveTestSupport::outcome)
			.contains(CacheOutcome.MISS)
			.isSubsetOf(CacheOutcome.MISS, CacheOutcome.COLLAPSED, CacheOutcome.HIT)
			.hasSize(20);
		assertThat(this.origin.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingBlocksWhileRedisHangs(boolean near) {
		open(near, Duration.ofMillis(250));
		this.server.pause();
		this.origin.always("GET /x").respond(200).header("Cache-Control", CONTROL).body("one");
		for (int i = 0; i < 10; i++) {
			assertThat(get().getBody()).isEqualTo("one");
		}
		this.origin.expect("POST /x").respond(204);
		await(this.client.post().uri("/x").retrieve().toBodilessEntity());
		assertThat(this.recovering.pending()).isOne();
		this.server.resume();
		RedisServers.await(() -> this.recovering.pending() == 0);
		RedisServers.await(() -> outcome(get()) == CacheOutcome.HIT);
	}

	private ResponseEntity<String> get() {
		return await(exchange());
	}

	/** Begun on a thread that must not block. */
	private Mono<ResponseEntity<String>> exchange() {
		return ReactiveTestSupport.exchange(this.client, "/x").subscribeOn(Schedulers.parallel());
	}

	private static <T> T await(Mono<T> mono) {
		return mono.blockOptional(TIMEOUT).orElseThrow();
	}

}
