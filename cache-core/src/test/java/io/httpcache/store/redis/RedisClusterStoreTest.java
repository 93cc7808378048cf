package io.httpcache.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

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
		return new RedisStore(connection, new RedisStoreSettings("test:", Duration.ofSeconds(10)), this.clock,
				ForkJoinPool.commonPool());
	}

}
