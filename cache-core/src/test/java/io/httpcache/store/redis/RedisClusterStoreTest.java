package io.httpcache.store.redis;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.InvalidationContractTest;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

class RedisClusterStoreTest extends InvalidationContractTest {

	private static final List<RedisServer> SERVERS = RedisServers.sharedCluster();

	private static LettuceConnectionFactory connection;

	@BeforeAll
	static void connect() {
		connection = RedisServers.connect(SERVERS);
	}

	@AfterAll
	static void disconnect() {
		connection.destroy();
	}

	@Override
	protected HttpCacheStore createStore() {
		SERVERS.forEach((server) -> server.command("FLUSHALL"));
		return RedisStores.open(connection, this.clock);
	}

}
