package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;
import io.httpcache.test.MutableClock;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several instances on one Redis, standalone and as a cluster.
 */
class RedisInstancesTest {

	private static final String URI = "https://api.example.com/users/1";

	private static final CacheKey KEY = new CacheKey(URI, 0, 0);

	private static final CacheKey[] KEYS = { KEY, new CacheKey(URI, 0, 1) };

	private static LettuceConnectionFactory standalone;

	private static LettuceConnectionFactory cluster;

	private final MutableClock clock = new MutableClock();

	enum Deployment {

		STANDALONE, CLUSTER;

		RedisStore open(MutableClock clock) {
			return RedisStores.open((this == STANDALONE) ? standalone : cluster, clock);
		}

		void flush() {
			if (this == STANDALONE) {
				RedisServers.shared().command("FLUSHALL");
			}
			else {
				RedisServers.sharedCluster().forEach((server) -> server.command("FLUSHALL"));
			}
		}

	}

	@BeforeAll
	static void connect() {
		standalone = RedisServers.connect(RedisServers.shared());
		cluster = RedisServers.connect(RedisServers.sharedCluster());
	}

	@AfterAll
	static void disconnect() {
		standalone.destroy();
		cluster.destroy();
	}

	static Stream<Arguments> removals() {
		List<Named<Consumer<HttpCacheStore>>> removals = List.of(
				Named.of("invalidate", (store) -> store.invalidate(URI)),
				Named.of("evict everything", (store) -> store.evict(new EvictionScope.All())),
				Named.of("evict the route", (store) -> store.evict(new EvictionScope.Route("users"))),
				Named.of("evict the tag", (store) -> store.evict(new EvictionScope.Tag("t"))),
				Named.of("evict the pattern", (store) -> store.evict(EvictionScope.of("api.example.com/users/*"))));
		return Stream.of(Deployment.values())
			.flatMap((deployment) -> removals.stream().map((removal) -> Arguments.of(deployment, removal)));
	}

	@ParameterizedTest
	@EnumSource
	void whatOneStoredAnotherFinds(Deployment deployment) {
		deployment.flush();
		RedisStore one = deployment.open(this.clock);
		RedisStore other = deployment.open(this.clock);
		assertThat(put(one, one.find(KEY).ticket(), "body")).isTrue();
		assertThat(Responses.bodies(other.find(KEY))).containsExactly("body");
		assertThat(other.find(KEY).ticket()).isEqualTo(one.find(KEY).ticket());
	}

	@ParameterizedTest
	@MethodSource("removals")
	void whatOneRemovedNobodyFindsAndNobodyStores(Deployment deployment, Consumer<HttpCacheStore> removal) {
		deployment.flush();
		RedisStore one = deployment.open(this.clock);
		RedisStore other = deployment.open(this.clock);
		put(one, one.find(KEY).ticket(), "old");
		StoreTicket before = one.find(KEY).ticket();
		removal.accept(other);
		assertThat(Responses.bodies(one.find(KEY))).isEmpty();
		assertThat(Responses.bodies(deployment.open(this.clock).find(KEY))).isEmpty();
		assertThat(one.find(KEY).ticket()).isNotEqualTo(before);
		assertThat(put(one, before, "resurrected")).isFalse();
		assertThat(Responses.bodies(one.find(KEY))).isEmpty();
		put(other, other.find(KEY).ticket(), "new");
		assertThat(put(one, before, "resurrected")).isFalse();
		assertThat(Responses.bodies(one.find(KEY))).containsExactly("new");
	}

	@ParameterizedTest
	@MethodSource("removals")
	void whoDidNotLookSinceDoesNotStoreEither(Deployment deployment, Consumer<HttpCacheStore> removal) {
		deployment.flush();
		RedisStore one = deployment.open(this.clock);
		RedisStore other = deployment.open(this.clock);
		StoreTicket before = one.find(KEY).ticket();
		removal.accept(other);
		assertThat(put(one, before, "resurrected")).isFalse();
		assertThat(Responses.bodies(other.find(KEY))).isEmpty();
		assertThat(Responses.bodies(one.find(KEY))).isEmpty();
	}

	@Test
	void instancesWhoseClocksDifferAgree() {
		Deployment.STANDALONE.flush();
		MutableClock slow = new MutableClock();
		slow.advance(Duration.ofMinutes(-5));
		RedisStore behind = Deployment.STANDALONE.open(slow);
		RedisStore ahead = Deployment.STANDALONE.open(this.clock);
		StoreTicket before = ahead.find(KEY).ticket();
		behind.evict(new EvictionScope.Tag("t"));
		behind.invalidate(URI);
		assertThat(put(ahead, before, "resurrected")).isFalse();
		put(ahead, ahead.find(KEY).ticket(), "new");
		assertThat(Responses.bodies(behind.find(KEY))).containsExactly("new");
	}

	@Test
	void twoApplicationsInOneRedisDoNotMeet() {
		Deployment.STANDALONE.flush();
		RedisStore shop = Deployment.STANDALONE.open(this.clock);
		RedisStore home = new RedisStore(standalone, new RedisStoreSettings("home:", Duration.ofSeconds(10)),
				this.clock, Runnable::run);
		put(shop, shop.find(KEY).ticket(), "shop");
		assertThat(Responses.bodies(home.find(KEY))).isEmpty();
		put(home, home.find(KEY).ticket(), "home");
		RedisServers.shared().command("SET", "test:{of somebody else}:-", "foreign");
		shop.evict(new EvictionScope.All());
		assertThat(Responses.bodies(shop.find(KEY))).isEmpty();
		assertThat(shop.entries(10)).isEmpty();
		assertThat(Responses.bodies(home.find(KEY))).containsExactly("home");
		assertThat(home.entries(10)).hasSize(1);
		assertThat(RedisServers.shared().command("GET", "test:{of somebody else}:-")).isEqualTo("foreign");
	}

	@ParameterizedTest
	@EnumSource
	void anEvictionTidiesUpOnEveryMaster(Deployment deployment) {
		deployment.flush();
		RedisStore store = RedisStores.open((deployment == Deployment.STANDALONE) ? standalone : cluster, this.clock,
				Runnable::run);
		for (int i = 0; i < 20; i++) {
			CacheKey key = new CacheKey("https://api.example.com/" + i, 0, 0);
			store.put(key, store.find(key).ticket(),
					Responses.at(this.clock).tags((i % 2 == 0) ? "even" : "odd").build(), 16);
		}
		assertThat(store.statistics().entries()).isEqualTo(20);
		store.evict(new EvictionScope.Tag("even"));
		List<RedisServer> servers = (deployment == Deployment.STANDALONE) ? List.of(RedisServers.shared())
				: RedisServers.sharedCluster();
		long bodies = servers.stream().flatMap((server) -> server.command("KEYS", "*:-:0").lines()).count();
		assertThat(bodies).isEqualTo(10);
		assertThat(store.entries(100)).hasSize(10);
		assertThat(store.statistics().entries()).isEqualTo(10);
	}

	@Test
	void nothingStaysForEver() {
		Deployment.STANDALONE.flush();
		RedisStore store = Deployment.STANDALONE.open(this.clock);
		put(store, store.find(KEY).ticket(), "body");
		store.invalidate("https://api.example.com/other");
		store.evict(new EvictionScope.Tag("other"));
		for (String key : RedisServers.shared().command("KEYS", "*").split("\n")) {
			long millis = Long.parseLong(RedisServers.shared().command("PTTL", key));
			if (key.endsWith("}:sequence") || key.endsWith("}:log")) {
				assertThat(millis).as(key).isEqualTo(-1);
			}
			else {
				assertThat(millis).as(key).isBetween(200_000L, 600_000L);
			}
		}
	}

	@Test
	void aGenerationOutlivesWhatIsStoredUnderIt() {
		Deployment.STANDALONE.flush();
		RedisStore store = Deployment.STANDALONE.open(this.clock);
		store.put(KEY, store.find(KEY).ticket(), Responses.at(this.clock).keep(Duration.ofDays(2)).build(), 16);
		String generation = new String(new RedisKeys(RedisStores.PREFIX).generation(URI), StandardCharsets.UTF_8);
		assertThat(Long.parseLong(RedisServers.shared().command("PTTL", generation)))
			.isGreaterThan(Duration.ofDays(2).minusMinutes(1).toMillis());
	}

	@ParameterizedTest
	@MethodSource("removals")
	void aLookUpNeverReturnsWhatAnEarlierInvalidationConcerned(Deployment deployment, Consumer<HttpCacheStore> removal)
			throws Exception {
		deployment.flush();
		int threads = 4;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			AtomicLong version = new AtomicLong();
			AtomicLong invalidated = new AtomicLong();
			RedisStore[] stores = { deployment.open(this.clock), deployment.open(this.clock) };
			List<Future<?>> workers = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				RedisStore store = stores[i % stores.length];
				workers.add(executor.submit(() -> work(store, removal, version, invalidated)));
			}
			for (Future<?> worker : workers) {
				worker.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	// A response says at which version of its resource it was fetched
	private void work(RedisStore store, Consumer<HttpCacheStore> removal, AtomicLong version, AtomicLong invalidated) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		for (int round = 0; round < 300; round++) {
			CacheKey key = KEYS[random.nextInt(KEYS.length)];
			if (random.nextInt(8) == 0) {
				long next = version.incrementAndGet();
				removal.accept(store);
				invalidated.accumulateAndGet(next, Math::max);
				continue;
			}
			long bound = invalidated.get();
			StoreLookup lookup = store.find(key);
			for (StoredResponse variant : lookup.variants()) {
				assertThat(Long.parseLong(Responses.body(variant))).isGreaterThanOrEqualTo(bound);
			}
			StoredResponse response = Responses.at(this.clock)
				.vary("accept", "v" + random.nextInt(3))
				.body(Long.toString(version.get()))
				.route("users")
				.tags("t")
				.build();
			if (lookup.variants().isEmpty() || random.nextBoolean()) {
				store.put(key, lookup.ticket(), response, 16);
			}
			else {
				store.freshen(key, lookup.ticket(), lookup.variants().get(0), lookup.variants().get(0));
			}
		}
	}

	private boolean put(RedisStore store, StoreTicket ticket, String body) {
		return store.put(KEY, ticket, Responses.at(this.clock).body(body).route("users").tags("t").build(), 16);
	}

}
