package io.httpcache.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.LostInvalidationListener;
import io.httpcache.store.Responses;
import io.httpcache.test.MutableClock;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A master, its replica, and a sentinel that makes the one the other.
 */
class RedisSentinelTest {

	private static final CacheKey KEY = new CacheKey("https://api.example.com/users/1", 0, 0);

	private final MutableClock clock = new MutableClock();

	@Test
	void aFailoverKeepsWhatWasReplicated() {
		try (RedisServer master = RedisServer.start("--repl-diskless-sync-delay", "0");
				RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));
				RedisServer sentinel = RedisServer.start("--sentinel")) {
			watch(sentinel, master);
			RedisServers.await(() -> replica.command("INFO", "replication").contains("master_link_status:up"));
			RedisServers.await(() -> sentinel.command("SENTINEL", "replicas", "main").contains(replica.address()));
			LettuceConnectionFactory connection = RedisServers.started(new LettuceConnectionFactory(
					new RedisSentinelConfiguration().master("main").sentinel("127.0.0.1", sentinel.port())));
			try (CircuitBreakerStore store = new CircuitBreakerStore(new RedisStore(connection,
					new RedisStoreSettings("test:", Duration.ofMillis(250)), this.clock, ForkJoinPool.commonPool()),
					LostInvalidationListener.NONE)) {
				RedisServers.await(() -> isFound(store, List.of()));
				put(store, "body");
				master.command("WAIT", "1", "5000");
				master.kill();
				RedisServers.await(() -> !isFound(store, List.of("body")));
				// Lettuce waits up to 30 s between two attempts once an outage has been
				// long
				RedisServers.await(() -> isFound(store, List.of("body")), Duration.ofSeconds(90));
				store.invalidate(KEY.uri());
				assertThat(isFound(store, List.of())).isTrue();
				put(store, "new");
				assertThat(isFound(store, List.of("new"))).isTrue();
				assertThat(replica.command("INFO", "replication")).contains("role:master");
			}
			finally {
				connection.destroy();
			}
		}
	}

	private static void watch(RedisServer sentinel, RedisServer master) {
		sentinel.command("SENTINEL", "MONITOR", "main", "127.0.0.1", Integer.toString(master.port()), "1");
		sentinel.command("SENTINEL", "SET", "main", "down-after-milliseconds", "500");
		sentinel.command("SENTINEL", "SET", "main", "failover-timeout", "2000");
	}

	private void put(CircuitBreakerStore store, String body) {
		RedisServers
			.await(() -> store.put(KEY, store.find(KEY).ticket(), Responses.at(this.clock).body(body).build(), 16));
	}

	private static boolean isFound(CircuitBreakerStore store, List<String> bodies) {
		try {
			return Responses.bodies(store.find(KEY)).equals(bodies);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
