package io.httpcache.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Stores for tests, which wait longer than an application would. */
final class RedisStores {

	static final String PREFIX = "test:";

	static final RedisStoreSettings SETTINGS = new RedisStoreSettings(PREFIX, Duration.ofSeconds(10));

	private RedisStores() {
	}

	static RedisStore open(RedisConnectionFactory connection, Clock clock) {
		return open(connection, clock, ForkJoinPool.commonPool());
	}

	static RedisStore open(RedisConnectionFactory connection, Clock clock, Executor executor) {
		return new RedisStore(connection, SETTINGS, clock, executor);
	}

}
