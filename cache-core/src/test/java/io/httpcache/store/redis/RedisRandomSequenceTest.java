package io.httpcache.store.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.RandomSequenceTest;
import io.httpcache.test.redis.RedisServers;

class RedisRandomSequenceTest extends RandomSequenceTest {

	private static LettuceConnectionFactory connection;

	@BeforeAll
	static void connect() {
		connection = RedisServers.connect(RedisServers.shared());
	}

	@AfterAll
	static void disconnect() {
		connection.destroy();
	}

	@Override
	protected HttpCacheStore createStore() {
		RedisServers.shared().command("FLUSHALL");
		return RedisStores.open(connection, this.clock);
	}

	@Override
	protected int steps() {
		return 400;
	}

}
