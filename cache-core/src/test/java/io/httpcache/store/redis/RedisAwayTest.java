package io.httpcache.store.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreInvalidation;
import io.httpcache.store.StoreTicket;
import io.httpcache.test.MutableClock;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A Redis of its own that goes away, hangs, refuses or is full.
 */
class RedisAwayTest {

	private static final CacheKey KEY = new CacheKey("https://api.example.com/users/1", 0, 0);

	private static final Duration TIMEOUT = Duration.ofMillis(250);

	/** So that the first call has not given up before the last one is made. */
	private static final Duration LONG_TIMEOUT = Duration.ofSeconds(2);

	private final MutableClock clock = new MutableClock();

	private final List<StoreInvalidation> lost = new CopyOnWriteArrayList<>();

	private RedisServer server;

	private LettuceConnectionFactory connection;

	private CircuitBreakerStore store;

	@BeforeEach
	void start() {
		start(new String[0]);
	}

	private void start(String... options) {
		this.server = RedisServer.start(options);
		this.connection = RedisServers.connect(this.server);
		this.store = open();
		RedisServers.await(() -> isFound(List.of()));
	}

	private CircuitBreakerStore open() {
		return open(TIMEOUT);
	}

	private CircuitBreakerStore open(Duration timeout) {
		return new CircuitBreakerStore(new RedisStore(this.connection, new RedisStoreSettings("test:", timeout),
				this.clock, ForkJoinPool.commonPool()), this.lost::add);
	}

	@AfterEach
	void stop() {
		this.server.resume();
		this.connection.destroy();
		this.server.close();
	}

	@Test
	void aHangingRedisCostsATimeoutAFewTimesAndThenMicroseconds() {
		put("body");
		this.server.pause();
		int timeouts = 0;
		while (this.store.isAvailable()) {
			assertThatThrownBy(() -> this.store.find(KEY)).hasMessage("Redis did not answer within 250 ms");
			timeouts++;
		}
		assertThat(timeouts).isBetween(1, 5);
		long[] nanos = new long[20_000];
		for (int i = 0; i < nanos.length; i++) {
			long start = System.nanoTime();
			try {
				this.store.find(KEY);
			}
			catch (StoreAwayException ex) {
				nanos[i] = System.nanoTime() - start;
			}
		}
		Arrays.sort(nanos);
		System.out.printf("A dead Redis costs a call %.1f us at p50, %.1f us at p99%n", nanos[10_000] / 1e3,
				nanos[19_800] / 1e3);
		assertThat(nanos[10_000]).isLessThan(100_000);
		assertThat(this.store.statistics().available()).isFalse();
		assertThat(this.store.type()).isEqualTo("redis");
		this.server.resume();
		RedisServers.await(() -> isFound(List.of("body")));
		assertThat(this.store.isAvailable()).isTrue();
		assertThat(this.store.statistics().available()).isTrue();
	}

	@Test
	void theTwinsGiveUpTooAndNobodyWaitsForThem() {
		this.store = open(LONG_TIMEOUT);
		RedisServers.await(() -> isFound(List.of()));
		this.server.pause();
		long start = System.nanoTime();
		List<CompletableFuture<?>> all = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			all.add(this.store.findAsync(KEY));
		}
		assertThat(System.nanoTime() - start).isLessThan(TIMEOUT.toNanos() / 2);
		all.forEach((each) -> assertThatThrownBy(each::join).hasMessageContaining("did not answer within 2000 ms"));
		assertThat(this.store.findAsync(KEY)).isCompletedExceptionally();
		assertThat(this.store.isAvailable()).isFalse();
	}

	@Test
	void aRedisThatDiesAndComesBackIsUsedAgain() {
		put("body");
		this.server.kill();
		RedisServers.await(() -> {
			isFound(List.of());
			return !this.store.isAvailable();
		});
		this.server.restart();
		RedisServers.await(() -> isFound(List.of()));
		put("new");
		assertThat(isFound(List.of("new"))).isTrue();
	}

	@Test
	void aRedisThatIsStillLoadingIsAwayUntilItIsDone() {
		stop();
		// It answers after each 2 MB that it has loaded
		start("--key-load-delay", "200000", "--rdbcompression", "no");
		put("body");
		StoreTicket ticket = this.store.find(KEY).ticket();
		this.server.command("EVAL", "for i = 1, 40 do redis.call('SET', i, string.rep('x', 2100000)) end", "0");
		this.server.command("SAVE");
		this.server.kill();
		this.server.restart();
		assertThat(this.server.info("persistence", "loading")).isOne();
		List<String> failures = new ArrayList<>();
		RedisServers.await(() -> {
			failures.add(String.valueOf(Assertions.catchThrowable(() -> this.store.find(KEY))));
			return failures.stream().anyMatch((failure) -> failure.contains("LOADING"));
		});
		assertThatThrownBy(() -> this.store.put(KEY, ticket, Responses.at(this.clock).build(), 16))
			.isInstanceOf(RuntimeException.class);
		assertThatThrownBy(() -> this.store.invalidate(KEY.uri())).isInstanceOf(RuntimeException.class);
		assertThat(this.lost).containsExactly(new StoreInvalidation.Uri(KEY.uri()));
		RedisServers.await(() -> isFound(List.of("body")));
		assertThat(this.store.isAvailable()).isTrue();
	}

	@Test
	void aStoreThatBeginsWithoutRedisUsesItOnceItIsThere() {
		this.connection.destroy();
		this.server.kill();
		this.connection = RedisServers.connect(this.server);
		long start = System.nanoTime();
		this.store = open();
		assertThat(System.nanoTime() - start).isLessThan(Duration.ofMillis(200).toNanos());
		assertThat(this.store.type()).isEqualTo("redis");
		assertThatThrownBy(() -> this.store.find(KEY)).isInstanceOf(RuntimeException.class);
		this.server.restart();
		RedisServers.await(() -> isFound(List.of()));
		put("body");
		assertThat(isFound(List.of("body"))).isTrue();
	}

	@Test
	void invalidationsThatDidNotReachRedisAreTold() {
		String uri = KEY.uri();
		EvictionScope tag = new EvictionScope.Tag("t");
		this.server.pause();
		assertThatThrownBy(() -> this.store.invalidate(uri)).isInstanceOf(RuntimeException.class);
		assertThatThrownBy(() -> this.store.expire(uri)).isInstanceOf(RuntimeException.class);
		assertThatThrownBy(() -> this.store.evict(tag)).isInstanceOf(RuntimeException.class);
		assertThatThrownBy(() -> this.store.invalidateAsync(uri).join()).isInstanceOf(RuntimeException.class);
		assertThatThrownBy(() -> this.store.evictAsync(tag).join()).isInstanceOf(RuntimeException.class);
		assertThat(this.store.isAvailable()).isFalse();
		assertThatThrownBy(() -> this.store.invalidate(uri)).isInstanceOf(StoreAwayException.class);
		assertThat(this.lost).containsExactly(new StoreInvalidation.Uri(uri), new StoreInvalidation.Expiry(uri),
				new StoreInvalidation.Scope(tag), new StoreInvalidation.Uri(uri), new StoreInvalidation.Scope(tag),
				new StoreInvalidation.Uri(uri));
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void whenMemoryIsFullNothingIsStoredButHitsAndInvalidationsGoOn(Consumer<HttpCacheStore> invalidation) {
		put("body");
		StoreTicket ticket = this.store.find(KEY).ticket();
		this.server.command("CONFIG", "SET", "maxmemory", "1");
		for (int i = 0; i < 20; i++) {
			assertThatThrownBy(() -> this.store.put(KEY, ticket, Responses.at(this.clock).build(), 16))
				.hasMessageContaining("OOM");
		}
		assertThat(isFound(List.of("body"))).isTrue();
		invalidation.accept(this.store);
		assertThat(this.lost).isEmpty();
		assertThat(this.store.isAvailable()).isTrue();
		assertThat(isFound(List.of("body"))).isFalse();
		this.server.command("CONFIG", "SET", "maxmemory", "0");
		assertThat(isFound(List.of())).isTrue();
		assertThat(this.store.put(KEY, ticket, Responses.at(this.clock).build(), 16)).isFalse();
		put("new");
		assertThat(isFound(List.of("new"))).isTrue();
	}

	static Stream<Named<Consumer<HttpCacheStore>>> invalidations() {
		return Stream.of(Named.of("invalidate", (store) -> store.invalidate(KEY.uri())),
				Named.of("expire", (store) -> store.expire(KEY.uri())),
				Named.of("evict", (store) -> store.evict(new EvictionScope.All())));
	}

	@Test
	void aReplicaTakesNoWritesAndSaysSo() {
		put("body");
		StoreTicket ticket = this.store.find(KEY).ticket();
		this.server.command("REPLICAOF", "127.0.0.1", "1");
		assertThatThrownBy(() -> this.store.put(KEY, ticket, Responses.at(this.clock).build(), 16))
			.hasMessageContaining("READONLY");
		assertThatThrownBy(() -> this.store.invalidate(KEY.uri())).hasMessageContaining("READONLY");
		assertThat(this.lost).containsExactly(new StoreInvalidation.Uri(KEY.uri()));
		this.server.command("REPLICAOF", "NO", "ONE");
		put("new");
		assertThat(isFound(List.of("new"))).isTrue();
	}

	@Test
	void aPasswordThatIsAskedForLaterFailsUntilItIsGone() {
		put("body");
		this.server.command("CONFIG", "SET", "requirepass", "secret");
		this.connection.resetConnection();
		assertThatThrownBy(() -> this.store.find(KEY)).isInstanceOf(RuntimeException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "allkeys-random", "volatile-ttl", "allkeys-lru" })
	void aRedisThatEvictsKeepsWhatItHasWholeAndValid(String policy) {
		this.server.command("CONFIG", "SET", "maxmemory-policy", policy);
		this.server.command("CONFIG", "SET", "maxmemory",
				Long.toString(this.server.info("memory", "used_memory") + 2_000_000));
		int found = 0;
		Random random = new Random(3);
		for (int round = 0; round < 1_500; round++) {
			int number = random.nextInt(300);
			CacheKey key = new CacheKey("https://api.example.com/" + number, 0, 0);
			String body = number + " ".repeat(10_000);
			try {
				List<String> bodies = Responses.bodies(this.store.find(key));
				assertThat(bodies).isIn(List.of(), List.of(body));
				found += bodies.size();
				StoreTicket ticket = this.store.find(key).ticket();
				this.store.put(key, ticket, Responses.at(this.clock).body(body).build(), 16);
			}
			catch (RuntimeException ex) {
				assertThat(ex).hasMessageContaining("OOM");
			}
		}
		assertThat(this.server.info("stats", "evicted_keys")).isPositive();
		assertThat(found).isPositive();
	}

	private boolean isFound(List<String> bodies) {
		try {
			return Responses.bodies(this.store.find(KEY)).equals(bodies);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private void put(String body) {
		StoreTicket ticket = this.store.find(KEY).ticket();
		assertThat(this.store.put(KEY, ticket, Responses.at(this.clock).body(body).build(), 16)).isTrue();
	}

}
