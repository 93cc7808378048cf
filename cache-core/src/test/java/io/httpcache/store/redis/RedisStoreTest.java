package io.httpcache.store.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.InvalidationContractTest;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

class RedisStoreTest extends InvalidationContractTest {

	private static final RedisServer SERVER = RedisServers.shared();

	private static LettuceConnectionFactory connection;

	@BeforeAll
	static void connect() {
		connection = RedisServers.connect(SERVER);
	}

	@AfterAll
	static void disconnect() {
		connection.destroy();
	}

	@Override
	protected HttpCacheStore createStore() {
		SERVER.command("FLUSHALL");
		return RedisStores.open(connection, this.clock);
	}

}
