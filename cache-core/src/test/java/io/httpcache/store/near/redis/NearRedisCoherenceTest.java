package io.httpcache.store.near.redis;

import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/** How soon one instance's memory follows another one's changes, through a real Redis. */
class NearRedisCoherenceTest {

	private static final int MESSAGES = 1_000;

	private static final CacheKey KEY = new CacheKey("https://api.example.com/users/1", 7, 42);

	private final Clock clock = Clock.systemUTC();

	private final LettuceConnectionFactory connectionOfA = RedisServers.connect(RedisServers.shared());

	private final LettuceConnectionFactory connectionOfB = RedisServers.connect(RedisServers.shared());

	private NearRedis a;

	private NearRedis b;

	@BeforeEach
	void open() {
		RedisServers.shared().command("FLUSHALL");
		this.a = new NearRedis(this.connectionOfA, this.clock);
		this.b = new NearRedis(this.connectionOfB, this.clock);
		put(this.a.store, "0");
		// Until both hear themselves
		RedisServers.await(() -> this.a.store.find(KEY) == this.a.store.find(KEY));
		RedisServers.await(() -> this.b.store.find(KEY) == this.b.store.find(KEY));
	}

	@AfterEach
	void close() {
		this.a.close();
		this.b.close();
		this.connectionOfA.destroy();
		this.connectionOfB.destroy();
	}

	@Test
	void aChangeIsSeenElsewhereWithin100Milliseconds() {
		long[] nanos = new long[MESSAGES];
		for (int i = 0; i < MESSAGES; i++) {
			String body = Integer.toString(i + 1);
			assertThat(this.b.store.find(KEY).variants()).isNotNull();
			change(i, body);
			String expected = (i % 4 >= 2) ? "" : body;
			long start = System.nanoTime();
			while (!bodyInB().equals(expected)) {
				assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
				Thread.onSpinWait();
			}
			nanos[i] = System.nanoTime() - start;
			if (i % 4 >= 2) {
				put(this.a.store, body);
				RedisServers.await(() -> bodyInB().equals(body));
			}
		}
		Arrays.sort(nanos);
		System.out.printf("near-tier coherence, %d changes: p50 %.2f ms, p99 %.2f ms, most %.2f ms%n", MESSAGES,
				millis(nanos[MESSAGES / 2]), millis(nanos[MESSAGES * 99 / 100]), millis(nanos[MESSAGES - 1]));
		assertThat(nanos[MESSAGES * 99 / 100]).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
	}

	/** A write, a refresh, an invalidation and an eviction in turn. */
	private void change(int number, String body) {
		switch (number % 4) {
			case 0 -> put(this.a.store, body);
			case 1 -> refresh(body);
			case 2 -> this.a.store.invalidate(KEY.uri());
			default -> this.a.store.evict(new EvictionScope.Tag("t"));
		}
	}

	private void refresh(String etag) {
		StoreLookup lookup = this.a.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		Responses fresh = Responses.at(this.clock).etag(etag);
		assertThat(this.a.store.freshen(KEY, lookup.ticket(), before,
				before.freshened(fresh.fields(), fresh.facts(), this.clock.millis() + 600_000)))
			.isTrue();
	}

	/** A body is named as its entity tag; a refresh changes the latter alone. */
	private String bodyInB() {
		return this.b.store.find(KEY)
			.variants()
			.stream()
			.findFirst()
			.map((variant) -> variant.fields().first("etag"))
			.orElse("");
	}

	private void put(HttpCacheStore store, String body) {
		assertThat(store.put(KEY, store.find(KEY).ticket(),
				Responses.at(this.clock).body(body).etag(body).tags("t").build(), 16))
			.isTrue();
	}

	private static double millis(long nanos) {
		return nanos / 1e6;
	}

}
