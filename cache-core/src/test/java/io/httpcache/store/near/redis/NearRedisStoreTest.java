package io.httpcache.store.near.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.InvalidationContractTest;
import io.httpcache.test.redis.RedisServers;

/** The contract by memory in front of a real Redis. */
class NearRedisStoreTest extends InvalidationContractTest {

	private static LettuceConnectionFactory connection;

	private NearRedis near;

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
		this.near = new NearRedis(connection, this.clock);
		return this.near.store;
	}

	@AfterEach
	void closeNear() {
		this.near.close();
	}

}
