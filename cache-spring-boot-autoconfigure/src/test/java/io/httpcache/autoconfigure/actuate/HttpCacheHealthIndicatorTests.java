package io.httpcache.autoconfigure.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the cache adds to the application's health.
 */
class HttpCacheHealthIndicatorTests {

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(new MutableClock());

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(HttpCacheAutoConfiguration.class, HttpCacheHealthContributorAutoConfiguration.class));

	@Test
	void aCacheOfLittleUseTakesNothingDown() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "no-store").body("hello");
		this.runner.withPropertyValues("httpcache.health.min-requests=2").run((context) -> {
			call(context, 2);
			Health health = context.getBean("httpcacheHealthIndicator", HealthIndicator.class).health();
			assertThat(health).isNotNull();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("status", HealthStatus.CRITICAL)
				.containsEntry("requests", 2L)
				.containsEntry("hitRate", 0.0)
				.containsEntry("staleRate", 0.0)
				.containsEntry("store", new HttpCacheHealthIndicator.Store("caffeine", true, 0, 0, 64 << 20));
		});
	}

	@Test
	void itDoesWhereThatIsAskedFor() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "no-store").body("hello");
		this.runner.withPropertyValues("httpcache.health.min-requests=2", "httpcache.health.down-on-critical=true")
			.run((context) -> {
				HealthIndicator indicator = context.getBean(HealthIndicator.class);
				call(context, 1);
				assertThat(indicator.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
				call(context, 1);
				assertThat(indicator.health()).extracting(Health::getStatus).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.httpcache.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
		this.runner.withPropertyValues("httpcache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
	}

	private void call(ApplicationContext context, int times) {
		RestClient client = context.getBean(HttpCache.class).applyTo(RestClient.builder()).build();
		for (int i = 0; i < times; i++) {
			client.get().uri(this.origin.uri("/x")).retrieve().body(String.class);
		}
	}

}
