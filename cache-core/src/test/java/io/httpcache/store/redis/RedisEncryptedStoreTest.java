package io.httpcache.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.InvalidationContractTest;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compressed and encrypted, a store does the same.
 */
class RedisEncryptedStoreTest extends InvalidationContractTest {

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
		return open(List.of(new EncryptionKey("first", new byte[32])));
	}

	private RedisStore open(List<EncryptionKey> keys) {
		return new RedisStore(connection,
				new RedisStoreSettings(RedisStores.PREFIX, Duration.ofSeconds(10), Duration.ZERO, 2, keys), this.clock,
				ForkJoinPool.commonPool());
	}

	@Test
	void nothingOfAnEntryIsReadable() {
		put(KEY, response().body("body ".repeat(1_000)).tags("label").build());
		for (String key : SERVER.command("KEYS", "*").split("\n")) {
			assertThat(key).doesNotContain("api.example.com");
			assertThat(SERVER.command("GET", key)).doesNotContain("body", "api.example.com", "text/plain", "label")
				.hasSizeLessThan(600);
		}
	}

	@Test
	void whoHasAnotherKeyFindsNothingAndReplacesIt() {
		put(KEY, response().body("body").build());
		RedisStore other = open(List.of(new EncryptionKey("second", new byte[16])));
		assertThat(other.find(KEY).variants()).isEmpty();
		assertThat(other.find(KEY).isCorrupt()).isTrue();
		assertThat(other.entries(10)).isEmpty();
		assertThat(other.put(KEY, other.find(KEY).ticket(), response().body("own").build(), MANY)).isTrue();
		assertThat(bodies(KEY)).isEmpty();
	}

}
