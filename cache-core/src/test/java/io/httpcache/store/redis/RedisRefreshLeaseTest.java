package io.httpcache.store.redis;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.client.CacheObserver;
import io.httpcache.test.Reply;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A background refresh is done by one of several instances, whenever they started.
 */
class RedisRefreshLeaseTest extends SharedInstances {

	@Test
	void anInstanceThatStartedBeforeRedisAsksForLeasesOnceItIsThere() {
		RedisServer late = RedisServer.start();
		LettuceConnectionFactory factory = RedisServers.connect(late);
		late.kill();
		RedisStore store = new RedisStore(factory,
				new RedisStoreSettings(RedisStores.PREFIX, Duration.ofSeconds(10), Duration.ofSeconds(5)), this.clock,
				ForkJoinPool.commonPool());
		assertThatException().isThrownBy(() -> store.find(KEY));
		late.restart();
		RedisServers.await(() -> hasLeases(store));
		store.close();
		factory.destroy();
		late.close();
	}

	private static boolean hasLeases(RedisStore store) {
		try {
			return !isFree(store);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	@Test
	void aRefreshIsDoneByOneInstance() {
		open(Duration.ofSeconds(5));
		refreshedOnce((instance) -> get(instance).getBody());
	}

	@Test
	void aReactiveRefreshIsDoneByOneInstanceToo() {
		open(Duration.ofSeconds(5));
		refreshedOnce((instance) -> this.reactiveClients.get(instance)
			.get()
			.uri("/x")
			.retrieve()
			.bodyToMono(String.class)
			.block());
	}

	private void refreshedOnce(IntFunction<String> get) {
		this.origin.expect("GET /x").respond(stale("old"));
		for (int i = 0; i < INSTANCES; i++) {
			get.apply(i);
		}
		this.clock.advance(Duration.ofSeconds(61));
		this.origin.expect("GET /x").respond(stale("new").waitBeforeHead(this.gate));
		assertThat(get.apply(0)).isEqualTo("old");
		this.gate.awaitReached();
		for (int i = 1; i < INSTANCES; i++) {
			assertThat(get.apply(i)).isEqualTo("old");
		}
		// Each of them has asked by then whether to refresh, and was told of the first
		RedisServers.await(() -> this.results.stream()
			.filter((result) -> result == CacheObserver.RefreshResult.ELSEWHERE)
			.count() == INSTANCES - 1);
		this.gate.open();
		RedisServers.await(() -> this.results.contains(CacheObserver.RefreshResult.STORED));
		RedisServers.await(() -> SERVER.command("KEYS", "*:lease:*").isEmpty());
		for (int i = 0; i < INSTANCES; i++) {
			assertThat(get.apply(i)).isEqualTo("new");
		}
	}

	private static Reply stale(String body) {
		return Reply.of(200).header("Cache-Control", "max-age=60, stale-while-revalidate=600").body(body);
	}

}
