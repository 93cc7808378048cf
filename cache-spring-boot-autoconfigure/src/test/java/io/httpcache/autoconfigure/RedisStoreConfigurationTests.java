package io.httpcache.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheStatus;
import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.near.RecoveringStore;
import io.httpcache.test.TestOrigin;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that share a Redis, or have lost it.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisStoreConfigurationTests {

	private static final RedisServer SERVER = RedisServers.shared();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	@BeforeEach
	void flush() {
		SERVER.command("FLUSHALL");
	}

	@Test
	void whatOneApplicationFetchedAnotherAnswers() {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		application(SERVER.port()).run((one) -> {
			assertThat(one.getBean(HttpCacheStore.class)).isInstanceOf(RecoveringStore.class);
			verifyThat(get(one)).isMiss().isStored();
			verifyThat(get(one)).isHit().hasBody("one");
			application(SERVER.port()).run((other) -> {
				verifyThat(get(other)).isHit().hasBody("one");
				verifyThat(getReactively(other)).isHit().hasBody("one");
				other.getBean(HttpCache.class).clear();
			});
			this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("two");
			verifyThat(get(one)).isMiss().isStored();
			assertThat(one.getBean(HttpCache.class).entries(10)).hasSize(1);
			assertThat(one.getBean(HttpCacheStore.class).statistics().available()).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "compress-above=1KB", "encryption-keys=first:MDEyMzQ1Njc4OWFiY2RlZg==" })
	void whatIsCompressedOrEncryptedCannotBeReadInRedis(String property) {
		String body = "readable".repeat(500);
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body(body);
		application(SERVER.port()).run((context) -> get(context));
		assertThat(dump()).contains("readablereadable");
		SERVER.command("FLUSHALL");
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body(body);
		application(SERVER.port()).withPropertyValues("httpcache.store.redis." + property).run((context) -> {
			verifyThat(get(context)).isStored();
			verifyThat(get(context)).isHit().hasBody(body);
		});
		assertThat(dump()).isNotEmpty().doesNotContain("readablereadable");
	}

	/** All values. */
	private static String dump() {
		return SERVER.command("KEYS", "*")
			.lines()
			.filter((key) -> SERVER.command("TYPE", key).contains("string"))
			.map((key) -> SERVER.command("GET", key))
			.collect(Collectors.joining());
	}

	@Test
	void keysBeginWithTheNameOfTheApplication() {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		application(SERVER.port()).run((context) -> get(context));
		assertThat(SERVER.command("KEYS", "*").lines()).isNotEmpty()
			.allMatch((key) -> key.startsWith("httpcache:shop:{"));
	}

	@Test
	void anApplicationStartsAndCallsGoOnWithoutRedis(CapturedOutput output) {
		this.origin.always("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		int port = RedisServer.freePort();
		application(port).run((context) -> {
			assertThat(context).hasNotFailed();
			for (int i = 0; i < 10; i++) {
				verifyThat(get(context)).isMiss().hasBody("one").isNotStored(CacheReason.STORE);
				verifyThat(getReactively(context)).isMiss().hasBody("one").isNotStored(CacheReason.STORE);
			}
			long start = System.nanoTime();
			assertThat(context.getBean(HttpCacheStore.class).statistics().available()).isFalse();
			assertThat(context.getBean(HttpCache.class).entries(10)).isEmpty();
			context.getBean(HttpCache.class).clear();
			assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(2).toNanos());
		});
		assertThat(lines(output, "The shared store of the HTTP cache does not answer")).singleElement()
			.asString()
			.contains(":" + port);
		assertThat(lines(output, "Redis does not answer; the HTTP cache goes on without it")).hasSize(1);
	}

	@Test
	void aRedisThatComesBackIsUsedAgain() {
		this.origin.always("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		RedisServer server = RedisServer.start();
		try (server) {
			application(server.port()).run((context) -> {
				RedisServers.await(() -> CacheStatus.from(get(context).getHeaders()).isHit());
				server.kill();
				RedisServers.await(() -> {
					verifyThat(get(context)).hasBody("one");
					return !context.getBean(HttpCacheStore.class).statistics().available();
				});
				server.restart();
				RedisServers.await(() -> CacheStatus.from(get(context).getHeaders()).isHit());
			});
		}
	}

	@Test
	void redisWithoutAConnectionIsToldWhatToDo() {
		TestContexts.clients()
			.withPropertyValues("httpcache.store.type=redis")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidHttpCacheConfigurationException.class, (failure) -> {
					ConfigurationProblem problem = failure.getProblems().get(0);
					assertThat(problem.property()).isEqualTo("httpcache.store.type");
					assertThat(problem.reason()).contains("there is not one RedisConnectionFactory bean");
					assertThat(problem.action()).contains("spring.data.redis.*");
				}));
	}

	private static List<String> lines(CapturedOutput output, String text) {
		return output.getAll().lines().filter((line) -> line.contains(text)).toList();
	}

	private ResponseEntity<String> get(ApplicationContext context) {
		return context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(this.origin.uri("/users/1"))
			.retrieve()
			.toEntity(String.class);
	}

	private ResponseEntity<String> getReactively(ApplicationContext context) {
		return context.getBean(WebClient.Builder.class)
			.build()
			.get()
			.uri(this.origin.uri("/users/1"))
			.retrieve()
			.toEntity(String.class)
			.block();
	}

	private static ApplicationContextRunner application(int port) {
		return TestContexts.redis(port);
	}

}
