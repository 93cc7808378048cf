package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import io.httpcache.HttpCache;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole application that only adds the dependency and a file of properties.
 */
class ApplicationTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@Test
	void everyClientAnswersFromTheCache() {
		this.origin.expect("GET /users/1").respond(200).body("one");
		try (ConfigurableApplicationContext context = start(Map.of())) {
			Catalog catalog = context.getBean(Catalog.class);
			verifyThat(catalog.user(1)).isMiss().isStored();
			verifyThat(catalog.user(1)).isHit().hasBody("one");
			verifyThat(context.getBean(RestClient.Builder.class)
				.build()
				.get()
				.uri(this.origin.uri("/users/1"))
				.retrieve()
				.toEntity(String.class)).isHit();
			verifyThat(context.getBean(RestTemplateBuilder.class)
				.build()
				.getForEntity(this.origin.uri("/users/1"), String.class)).isHit();
			verifyThat(context.getBean(WebClient.Builder.class)
				.build()
				.get()
				.uri(this.origin.uri("/users/1"))
				.retrieve()
				.toEntity(String.class)
				.block()).isHit();
			assertThat(context.getBean(HttpCache.class).statistics().totals().hitRate()).isEqualTo(0.8);
			assertThat(context.getBean(MeterRegistry.class)
				.get("cache.gets")
				.tags("cache", "httpcache", "result", "hit")
				.functionCounter()
				.count()).isEqualTo(4);
		}
	}

	@Test
	void anEnvironmentVariableChangesOneFieldOfOneRoute() {
		this.origin.always("GET /users/1").respond(200).body("one");
		try (ConfigurableApplicationContext context = start(Map.of("HTTPCACHE_ROUTES_USERS_TTL", "5m"))) {
			Catalog catalog = context.getBean(Catalog.class);
			catalog.user(1);
			this.clock.advance(Duration.ofSeconds(299));
			verifyThat(catalog.user(1)).isHit();
			this.clock.advance(Duration.ofSeconds(1));
			verifyThat(catalog.user(1)).isMiss().isStored();
			context.getBean(HttpCache.class).evictTag("people");
			verifyThat(catalog.user(1)).isMiss();
		}
	}

	@Test
	void anOriginThatFailsIsStoodInFor() {
		this.origin.expect("GET /config").respond(200).body("settings");
		try (ConfigurableApplicationContext context = start(Map.of())) {
			Catalog catalog = context.getBean(Catalog.class);
			catalog.config();
			this.clock.advance(Duration.ofMinutes(61));
			this.origin.expect("GET /config").respond(503);
			verifyThat(catalog.config()).isStaleIfError().hasBody("settings");
		}
	}

	@Test
	void anUnsafeRequestInvalidates() {
		this.origin.always("GET /users/1").respond(200).body("one");
		this.origin.expect("POST /users/1").respond(204);
		try (ConfigurableApplicationContext context = start(Map.of())) {
			Catalog catalog = context.getBean(Catalog.class);
			catalog.user(1);
			catalog.change(1);
			verifyThat(catalog.user(1)).isMiss();
		}
	}

	private ConfigurableApplicationContext start(Map<String, Object> environmentVariables) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.config.name=application-wiring", "origin=" + this.origin.url(),
					"spring.main.banner-mode=off")
			.initializers((context) -> {
				context.getBeanFactory().registerSingleton("clock", this.clock);
				context.getEnvironment()
					.getPropertySources()
					.addBefore(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							new SystemEnvironmentPropertySource("test-systemEnvironment", environmentVariables));
			})
			.run();
	}

	interface Catalog {

		@GetExchange("/users/{id}")
		ResponseEntity<String> user(@PathVariable int id);

		@PostExchange("/users/{id}")
		void change(@PathVariable int id);

		@GetExchange("/config")
		ResponseEntity<String> config();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "catalog", types = Catalog.class)
	static class Application {

	}

}
