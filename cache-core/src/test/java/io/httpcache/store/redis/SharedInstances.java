package io.httpcache.store.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheObserver;
import io.httpcache.client.CacheRuntime.Extensions;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.FetchLease;
import io.httpcache.store.FetchLease.Ending;
import io.httpcache.store.StoreTicket;
import io.httpcache.test.Gate;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

/**
 * Instances that share a Redis, each with a cache, a client and a reactive client of its
 * own.
 */
abstract class SharedInstances {

	static final RedisServer SERVER = RedisServers.shared();

	static final int INSTANCES = 4;

	static final CacheKey KEY = new CacheKey("https://api.example.com/users/1", 0, 0);

	static LettuceConnectionFactory connection;

	final MutableClock clock = new MutableClock();

	@RegisterExtension
	final TestOrigin origin = TestOrigin.start(this.clock);

	final Gate gate = new Gate();

	final List<CacheObserver.RefreshResult> results = new CopyOnWriteArrayList<>();

	final List<RedisStore> stores = new ArrayList<>();

	final List<RestClient> clients = new ArrayList<>();

	final List<WebClient> reactiveClients = new ArrayList<>();

	@BeforeAll
	static void connect() {
		connection = RedisServers.connect(SERVER);
	}

	@AfterAll
	static void disconnect() {
		connection.destroy();
	}

	@BeforeEach
	void flush() {
		SERVER.command("FLUSHALL");
	}

	void open(Duration lease) {
		for (int i = 0; i < INSTANCES; i++) {
			RedisStore store = new RedisStore(connection,
					new RedisStoreSettings(RedisStores.PREFIX, Duration.ofSeconds(10), lease), this.clock,
					ForkJoinPool.commonPool());
			HttpCache cache = HttpCacheBuilder.create()
				.store(store)
				.clock(this.clock)
				.extensions((extensions) -> observing())
				.build();
			this.stores.add(store);
			// Not one that tries again by itself, or allows few connections
			this.clients.add(cache.applyTo(RestClient.builder())
				.requestFactory(new JdkClientHttpRequestFactory())
				.baseUrl(this.origin.url())
				.build());
			this.reactiveClients.add(cache.applyTo(WebClient.builder()).baseUrl(this.origin.url()).build());
		}
		String subscribed = RedisStores.PREFIX + "leases\n" + INSTANCES;
		RedisServers.await(() -> SERVER.command("PUBSUB", "NUMSUB", RedisStores.PREFIX + "leases").equals(subscribed));
		this.stores.forEach((store) -> RedisServers.await(() -> !isFree(store)));
		SERVER.command("FLUSHALL");
	}

	private Extensions observing() {
		return new Extensions(List.of(), List.of(), Map.of(), List.of(), List.of(new CacheObserver() {

			@Override
			public void refreshed(Route route, RefreshTrigger trigger, RefreshResult result) {
				SharedInstances.this.results.add(result);
			}

		}));
	}

	// The subscription may be known to Redis before it is known here
	static boolean isFree(RedisStore store) {
		FetchLease lease = acquire(store, store.find(KEY).ticket());
		lease.release(Ending.NOTHING);
		return lease == FetchLease.FREE;
	}

	@AfterEach
	void nobodyWaitsAnyMore() {
		for (RedisStore store : this.stores) {
			RedisServers.await(() -> ((RedisLeases) store.leases()).waiting() == 0);
			store.close();
		}
	}

	static FetchLease acquire(RedisStore store, StoreTicket ticket) {
		return acquire(store, ticket, KEY);
	}

	static FetchLease acquire(RedisStore store, StoreTicket ticket, CacheKey key) {
		return store.leases().acquire(key, ticket, "GET", Collections.emptyList()).join();
	}

	ResponseEntity<String> get(int instance) {
		return this.clients.get(instance).get().uri("/x").retrieve().toEntity(String.class);
	}

}
