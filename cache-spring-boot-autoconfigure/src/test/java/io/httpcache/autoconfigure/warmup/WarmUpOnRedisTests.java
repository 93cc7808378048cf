package io.httpcache.autoconfigure.warmup;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

import io.httpcache.HttpCache;
import io.httpcache.WarmUpReport;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances that share a Redis and start at the same time, as after a deployment.
 */
class WarmUpOnRedisTests {

	private static final RedisServer SERVER = RedisServers.shared();

	private static final int INSTANCES = 4;

	private static final int URLS = 20;

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	/**
	 * Applications that start at once in one JVM would configure one logging system at
	 * once, which Spring Boot does not provide for.
	 */
	@BeforeAll
	static void leaveLoggingAlone() {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
	}

	@AfterAll
	static void configureLoggingAgain() {
		System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
	}

	@BeforeEach
	void flush() {
		SERVER.command("FLUSHALL");
	}

	@Test
	void instancesThatStartTogetherShareTheWork(TestReporter reporter) {
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=600").body("body"));
		List<CompletableFuture<ConfigurableApplicationContext>> instances = IntStream.range(0, INSTANCES)
			.mapToObj((i) -> CompletableFuture.supplyAsync(this::start, (task) -> new Thread(task, "start").start()))
			.toList();
		for (CompletableFuture<ConfigurableApplicationContext> instance : instances) {
			try (ConfigurableApplicationContext context = instance.join()) {
				WarmUpReport report = context.getBean(HttpCache.class).warmUpReport();
				assertThat(report.failed()).isEmpty();
				assertThat(report.succeeded()).isEqualTo(URLS);
			}
		}
		int requests = this.origin.requests().size();
		reporter.publishEntry("requests of %d instances for %d URLs".formatted(INSTANCES, URLS), "" + requests);
		assertThat(requests).isEqualTo(URLS);
	}

	@Test
	void whatAnotherInstanceWarmedIsNotFetchedAgain() {
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=600").body("body"));
		start().close();
		start().close();
		assertThat(this.origin.requests()).hasSize(URLS);
	}

	private ConfigurableApplicationContext start() {
		String urls = IntStream.range(0, URLS)
			.mapToObj((i) -> this.origin.uri("/products/" + i).toString())
			.collect(Collectors.joining(",", "warm-up.urls=", ""));
		return WarmUpApplication.builder(this.origin)
			.properties("spring.data.redis.port=" + SERVER.port())
			.run(WarmUpApplication.arguments(urls, "store.type=redis", "store.redis.timeout=2s"));
	}

}
