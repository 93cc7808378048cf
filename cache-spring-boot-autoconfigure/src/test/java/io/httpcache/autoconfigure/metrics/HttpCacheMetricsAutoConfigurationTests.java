package io.httpcache.autoconfigure.metrics;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOutcome;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.client.CacheObserver;
import io.httpcache.route.Route;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;
import io.httpcache.test.MutableClock;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the cache does is in the meters.
 */
class HttpCacheMetricsAutoConfigurationTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HttpCacheAutoConfiguration.class, MetricsAutoConfiguration.class,
				HttpCacheMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, () -> this.registry)
		.withBean(Clock.class, () -> this.clock)
		.withPropertyValues("httpcache.routes.x.url=/x");

	@Test
	void requestsByRouteAndOutcome() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.origin.expect("GET /y").respond(200).header("Cache-Control", "no-store").body("hello");
		this.runner.run((context) -> {
			RestClient client = context.getBean(HttpCache.class).applyTo(RestClient.builder()).build();
			get(client, "/x");
			get(client, "/x");
			get(client, "/x");
			get(client, "/y");
			assertThat(requests("x", CacheOutcome.HIT)).isEqualTo(2);
			assertThat(requests("x", CacheOutcome.MISS)).isOne();
			assertThat(requests(Route.DEFAULT_NAME, CacheOutcome.MISS)).isOne();
			assertThat(value("httpcache.not.stored", "route", Route.DEFAULT_NAME, "reason", "NO_STORE")).isOne();
			assertThat(value("httpcache.bytes.saved", "route", "x")).isEqualTo(10);
			assertThat(value("httpcache.store.operations", "tier", "caffeine", "operation", "PUT", "result", "DONE"))
				.isOne();
			assertThat(value("httpcache.store.operations", "tier", "caffeine", "operation", "FIND", "result", "FOUND"))
				.isEqualTo(2);
		});
	}

	@Test
	void timeSavedIsHowLongTheOriginTook() {
		this.origin.respondWith((request) -> {
			this.clock.advance(Duration.ofMillis(1500));
			return Reply.of(200).header("Cache-Control", "max-age=60").body("hello");
		});
		this.runner.run((context) -> {
			RestClient client = context.getBean(HttpCache.class).applyTo(RestClient.builder()).build();
			get(client, "/x");
			get(client, "/x");
			assertThat(value("httpcache.time.saved", "route", "x")).isEqualTo(1.5);
		});
	}

	@Test
	void refreshesByTriggerAndResult() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60, stale-while-revalidate=60")
			.body("hello");
		this.runner.run((context) -> {
			RestClient client = context.getBean(HttpCache.class).applyTo(RestClient.builder()).build();
			get(client, "/x");
			this.clock.advance(Duration.ofSeconds(61));
			this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("again");
			verifyThat(get(client, "/x")).isStale();
			this.origin.awaitRequests(2);
			// Ends what is under way
			context.stop();
			assertThat(
					value("httpcache.refreshes", "route", "x", "trigger", "STALE_WHILE_REVALIDATE", "result", "STORED"))
				.isOne();
		});
	}

	@Test
	void theMetersOfEveryCache() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.run((context) -> {
			RestClient client = context.getBean(HttpCache.class).applyTo(RestClient.builder()).build();
			get(client, "/x");
			get(client, "/x");
			get(client, "/x");
			assertThat(value("cache.gets", "result", "hit")).isEqualTo(2);
			assertThat(value("cache.gets", "result", "miss")).isOne();
			assertThat(value("cache.puts")).isOne();
			assertThat(value("cache.evictions")).isZero();
			assertThat(value("cache.size")).isOne();
		});
	}

	@Test
	void noTagHoldsWhatCameFromOutside() {
		this.origin.expect("GET /secret?token=abc").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.withPropertyValues("httpcache.name=mine").run((context) -> {
			RestClient client = context.getBean(HttpCache.class).applyTo(RestClient.builder()).build();
			get(client, "/secret?token=abc");
			List<Meter> meters = this.registry.getMeters();
			assertThat(meters).isNotEmpty().allSatisfy((meter) -> {
				assertThat(meter.getId().getTag("cache")).isEqualTo("mine");
				assertThat(meter.getId().toString()).doesNotContain("secret", "127.0.0.1", "abc");
			});
		});
	}

	@Test
	void withoutRegistryOrMicrometerNothingIsCounted() {
		ApplicationContextRunner bare = new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(HttpCacheAutoConfiguration.class, HttpCacheMetricsAutoConfiguration.class));
		bare.run((context) -> assertThat(context).hasSingleBean(HttpCache.class).doesNotHaveBean(CacheObserver.class));
		bare.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasSingleBean(HttpCache.class).doesNotHaveBean(CacheObserver.class));
		this.runner.withPropertyValues("httpcache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CacheObserver.class));
	}

	@Test
	void countingAHitAllocatesNothing() {
		MeterCacheObserver observer = new MeterCacheObserver(this.registry, "httpcache", List.of(Route.DEFAULT),
				"caffeine");
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		int calls = 100_000;
		long allocated = Long.MAX_VALUE;
		for (int round = 0; round < 5 && allocated > calls; round++) {
			long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
			for (int i = 0; i < calls; i++) {
				observer.storeOperation("caffeine", StoreOperation.FIND, StoreResult.FOUND);
				observer.answered(Route.DEFAULT, CacheOutcome.HIT, 1000, 100, 10);
			}
			allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
		}
		assertThat(allocated).isLessThan(calls);
	}

	private long requests(String route, CacheOutcome outcome) {
		return this.registry.get("httpcache.requests")
			.tags("cache", "httpcache", "route", route, "outcome", outcome.name())
			.timer()
			.count();
	}

	private double value(String name, String... tags) {
		return this.registry.get(name)
			.tag("cache", "httpcache")
			.tags(tags)
			.meter()
			.measure()
			.iterator()
			.next()
			.getValue();
	}

	private ResponseEntity<String> get(RestClient client, String target) {
		return client.get().uri(this.origin.uri(target)).retrieve().toEntity(String.class);
	}

}
