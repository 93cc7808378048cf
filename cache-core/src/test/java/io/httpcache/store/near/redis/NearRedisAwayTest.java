package io.httpcache.store.near.redis;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreTicket;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static io.httpcache.test.redis.RedisServers.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows of the table "When Redis is away" that take a real Redis. */
class NearRedisAwayTest {

	private static final CacheKey KEY = new CacheKey("https://api.example.com/users/1", 7, 42);

	private static final CacheKey OTHER = new CacheKey("https://api.example.com/users/2", 7, 42);

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private final RedisServer server = RedisServer.start();

	private final LettuceConnectionFactory connection = RedisServers.connect(this.server);

	private NearRedis near;

	private NearRedis other;

	@BeforeEach
	void open() {
		this.near = new NearRedis(this.connection, Clock.systemUTC(), TIMEOUT);
		this.other = new NearRedis(this.connection, Clock.systemUTC(), TIMEOUT);
		put(this.near.store, KEY, "old");
		put(this.near.store, OTHER, "other");
		await(() -> this.near.store.find(KEY) == this.near.store.find(KEY));
		await(() -> this.other.store.find(KEY) == this.other.store.find(KEY));
	}

	@AfterEach
	void close() {
		this.near.close();
		this.other.close();
		this.connection.destroy();
		this.server.close();
	}

	@Test
	void aReplicaAnswersReadsAndTakesNoInvalidationUntilItIsAMasterAgain() {
		this.server.command("REPLICAOF", "127.0.0.1", "1");
		this.near.store.invalidate(KEY.uri());
		assertThat(this.near.recovering.pending()).isOne();
		assertThat(bodies(this.near, KEY)).isEmpty();
		assertThat(bodies(this.near, OTHER)).isEqualTo("other");
		assertThat(bodies(this.other, KEY)).isEqualTo("old");
		this.server.command("REPLICAOF", "NO", "ONE");
		await(() -> {
			bodies(this.near, OTHER);
			return this.near.recovering.pending() == 0;
		});
		await(() -> bodies(this.other, KEY).isEmpty());
	}

	@Test
	void whatComesBackEmptyHasNothingToResurrect() {
		StoreTicket before = this.near.store.find(KEY).ticket();
		this.near.store.invalidate(KEY.uri());
		this.server.kill();
		this.server.restart();
		await(() -> {
			this.near.store.find(OTHER);
			return !this.near.recovering.isAway();
		});
		assertThat(this.near.store.put(KEY, before, Responses.at(Clock.systemUTC()).build(), 16)).isFalse();
		assertThat(bodies(this.near, KEY)).isEmpty();
		await(() -> bodies(this.other, KEY).isEmpty());
		put(this.near.store, KEY, "new");
		await(() -> bodies(this.other, KEY).equals("new"));
	}

	@Test
	void itRecoversByItselfWithoutAnyTraffic() {
		this.server.kill();
		this.near.store.invalidate(KEY.uri());
		assertThat(this.near.recovering.pending()).isOne();
		this.server.restart();
		await(() -> this.near.recovering.pending() == 0);
	}

	private static String bodies(NearRedis near, CacheKey key) {
		return String.join(",", Responses.bodies(near.store.find(key)));
	}

	private static void put(HttpCacheStore store, CacheKey key, String body) {
		assertThat(store.put(key, store.find(key).ticket(), Responses.at(Clock.systemUTC()).body(body).build(), 16))
			.isTrue();
	}

}
