package io.httpcache.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.HttpCache;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.near.NearCacheStore;
import io.httpcache.store.near.RecoveringStore;
import io.httpcache.test.TestOrigin;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static io.httpcache.test.redis.RedisServers.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with a near cache in front of the Redis that they share.
 */
class NearCacheConfigurationTests {

	private static final RedisServer SERVER = RedisServers.shared();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	@BeforeEach
	void flush() {
		SERVER.command("FLUSHALL");
	}

	@Test
	void isInFrontOfRedisWhenItIsOn() {
		application(SERVER.port()).run((context) -> {
			HttpCacheStore store = context.getBean(HttpCacheStore.class);
			assertThat(store).isInstanceOf(NearCacheStore.class);
			assertThat(store.type()).isEqualTo("redis");
			assertThat(store.statistics().type()).isEqualTo("redis");
		});
		application(SERVER.port()).withPropertyValues("httpcache.store.near-cache.enabled=false")
			.run((context) -> assertThat(context.getBean(HttpCacheStore.class)).isInstanceOf(RecoveringStore.class));
	}

	@Test
	void aHitInMemoryDoesNotAskRedis() {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		application(SERVER.port()).run((context) -> {
			awaitCoherence(context);
			verifyThat(get(context)).isMiss().isStored();
			// The lease of the miss is given back in the background, by a script that
			// reads it
			await(() -> SERVER.command("KEYS", "*:lease:*").isEmpty());
			long before = SERVER.calls("mget");
			verifyThat(get(context)).isHit().hasBody("one");
			assertThat(SERVER.calls("mget")).isEqualTo(before);
		});
	}

	@Test
	void anEvictionInOneApplicationReachesTheMemoryOfAnother() {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("two");
		application(SERVER.port()).run((one) -> application(SERVER.port()).run((other) -> {
			awaitCoherence(one);
			awaitCoherence(other);
			verifyThat(get(one)).isMiss().isStored();
			verifyThat(get(other)).isHit().hasBody("one");
			one.getBean(HttpCache.class).evict(this.origin.uri("/users/1"));
			await(() -> "two".equals(get(other).getBody()));
			verifyThat(get(one)).isHit().hasBody("two");
		}));
	}

	@Test
	void anApplicationStartsWithoutRedisAndAnswersFromMemory() {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		application(RedisServer.freePort()).run((context) -> {
			assertThat(context).hasNotFailed();
			verifyThat(get(context)).isMiss().hasBody("one");
			for (int i = 0; i < 10; i++) {
				verifyThat(get(context)).isHit().hasBody("one");
			}
		});
	}

	@Test
	void nothingIsLeftOfAnApplicationThatWasStopped() {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		RedisServer server = RedisServer.start();
		Set<Thread> before = threads();
		try (server) {
			application(server.port()).run((context) -> {
				awaitCoherence(context);
				get(context);
				assertThat(threads()).anyMatch((thread) -> thread.getName().equals("httpcache-store"));
			});
			await(() -> server.command("CLIENT", "LIST").lines().count() == 1);
			await(() -> before.containsAll(threads()));
		}
	}

	@Test
	void nothingIsLeftOfOneThatWasStoppedWhileRedisWasAway() {
		Set<Thread> before = threads();
		application(RedisServer.freePort()).run((context) -> context.getBean(HttpCache.class).clear());
		await(() -> before.containsAll(threads()));
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> List.of("httpcache", "lettuce")
				.stream()
				.anyMatch((prefix) -> thread.getName().startsWith(prefix)))
			.collect(Collectors.toSet());
	}

	private static void awaitCoherence(ApplicationContext context) {
		await(() -> ((NearCacheStore) context.getBean(HttpCacheStore.class)).isCoherent());
	}

	private ResponseEntity<String> get(ApplicationContext context) {
		return context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(this.origin.uri("/users/1"))
			.retrieve()
			.toEntity(String.class);
	}

	private static ApplicationContextRunner application(int port) {
		return TestContexts.redis(port, "httpcache.store.near-cache.enabled=true");
	}

}
