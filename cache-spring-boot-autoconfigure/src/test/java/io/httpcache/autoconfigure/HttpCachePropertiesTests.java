package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import io.httpcache.autoconfigure.HttpCacheProperties.ClientType;
import io.httpcache.autoconfigure.RouteProperties.KeyBodyType;
import io.httpcache.engine.CacheMode;
import io.httpcache.engine.Prohibition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is typed under {@code httpcache} arrives, from every kind of source.
 */
class HttpCachePropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(PropertiesConfiguration.class);

	private final ApplicationContextRunner yaml = this.runner
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withPropertyValues("spring.profiles.active=routes");

	@Test
	void nothingConfiguredMeansTheDefaultsOfTheReference() {
		this.runner.run((context) -> {
			HttpCacheProperties properties = context.getBean(HttpCacheProperties.class);
			assertThat(properties.enabled()).isTrue();
			assertThat(properties.applyTo()).containsExactlyInAnyOrder(ClientType.values());
			assertThat(properties.mode()).isEqualTo(CacheMode.PRIVATE);
			assertThat(properties.name()).isEqualTo("httpcache");
			assertThat(properties.offline()).isFalse();
			assertThat(properties.readOnly()).isFalse();
			assertThat(properties.routes()).isEmpty();
			StoreProperties store = properties.store();
			assertThat(store.type()).isEqualTo(StoreProperties.Type.CAFFEINE);
			assertThat(store.maxEntrySize()).isEqualTo(DataSize.ofMegabytes(1));
			assertThat(store.maxInFlight()).isEqualTo(DataSize.ofMegabytes(16));
			assertThat(store.caffeine().maxSize()).isEqualTo(DataSize.ofMegabytes(64));
			assertThat(store.redis().timeout()).isEqualTo(Duration.ofMillis(250));
			assertThat(store.redis().keyPrefix("shop")).isEqualTo("httpcache:shop:");
			assertThat(store.redis().keyPrefix(null)).isEqualTo("httpcache:application:");
			assertThat(store.nearCache())
				.isEqualTo(new StoreProperties.NearCache(false, DataSize.ofMegabytes(16), Duration.ofSeconds(30)));
			WarmUpProperties warmUp = properties.warmUp();
			assertThat(warmUp.concurrency()).isEqualTo(5);
			assertThat(warmUp.timeout()).isEqualTo(Duration.ofSeconds(30));
			assertThat(warmUp.mode()).isEqualTo(WarmUpProperties.Mode.BLOCKING);
			assertThat(warmUp.urls()).isEmpty();
			assertThat(properties.health().hitRateHealthy().fraction()).isEqualTo(0.6);
			assertThat(properties.defaults().ttl()).isNull();
		});
	}

	@Test
	void yamlBindsInEveryForm() {
		this.yaml.run((context) -> {
			HttpCacheProperties properties = context.getBean(HttpCacheProperties.class);
			assertThat(properties.applyTo()).isEmpty();
			assertThat(properties.defaults().staleIfError()).isEqualTo(Duration.ofHours(1));
			Map<String, RouteProperties> routes = properties.routes();
			assertThat(routes).containsOnlyKeys("config", "users", "realtime", "search");
			RouteProperties config = routes.get("config");
			assertThat(config.url()).isEqualTo("https://api.example.com/config");
			assertThat(config.ttl()).isEqualTo(Duration.ofHours(1));
			assertThat(config.ttlByStatus()).containsOnly(Map.entry(404, StatusTtl.of("30s")));
			assertThat(config.ttlJitter()).isEqualTo(new Percentage(0.1));
			assertThat(config.refreshAhead()).isEqualTo(new Percentage(0.8));
			RouteProperties users = routes.get("users");
			assertThat(users.ignore()).containsExactlyInAnyOrder(Prohibition.NO_STORE, Prohibition.SET_COOKIE);
			assertThat(users.keyBody()).isEqualTo(KeyBodyType.JSON);
			assertThat(users.tags()).isNull();
			assertThat(routes.get("realtime").enabled()).isFalse();
			assertThat(routes.get("realtime").keyBody()).isEqualTo(KeyBodyType.TRUE);
			RouteProperties search = routes.get("search");
			assertThat(search.keyBody()).isEqualTo(KeyBodyType.FALSE);
			assertThat(search.tags()).as("an empty list replaces an inherited one").isEmpty();
			assertThat(search.heuristic())
				.isEqualTo(new RouteProperties.Heuristic(true, new Percentage(0.1), Duration.ofHours(24)));
		});
	}

	@Test
	void aBareNumberIsSecondsInFieldsAndInMaps() {
		this.yaml.run((context) -> {
			HttpCacheProperties properties = context.getBean(HttpCacheProperties.class);
			assertThat(properties.routes().get("users").ttl()).isEqualTo(Duration.ofSeconds(60));
			assertThat(properties.defaults().ttlByStatus()).containsOnly(
					Map.entry(404, new StatusTtl(Duration.ofSeconds(30))),
					Map.entry(410, new StatusTtl(Duration.ofMinutes(1))));
		});
	}

	@Test
	void aWarmUpEntryIsAStringOrAMapping() {
		this.yaml.run((context) -> {
			WarmUpProperties warmUp = context.getBean(HttpCacheProperties.class).warmUp();
			assertThat(warmUp.urls()).containsExactly(WarmUpUrl.of("https://api.example.com/config?fields=a,b"),
					new WarmUpUrl("https://api.example.com/me", Map.of("X-Tenant", "acme")));
			assertThat(warmUp.clients()).containsOnlyKeys("catalogClient");
			assertThat(warmUp.clients().get("catalogClient").urls()).containsExactly(WarmUpUrl.of("/feature-flags"),
					WarmUpUrl.of("/products?category=popular"));
		});
	}

	@Test
	void anEnvironmentVariableChangesOneFieldOfOneRoute() {
		this.yaml.withInitializer(environmentVariables(Map.of("HTTPCACHE_ROUTES_USERS_TTL", "5m"))).run((context) -> {
			Map<String, RouteProperties> routes = context.getBean(HttpCacheProperties.class).routes();
			assertThat(routes).containsOnlyKeys("config", "users", "realtime", "search");
			assertThat(routes.get("users").ttl()).isEqualTo(Duration.ofMinutes(5));
			assertThat(routes.get("users").url()).isEqualTo("api.example.com/users/*");
			assertThat(routes.get("users").ignore()).hasSize(2);
			assertThat(routes.get("config").ttl()).isEqualTo(Duration.ofHours(1));
		});
	}

	@Test
	void anEnvironmentVariableReachesFieldsWithADashAndMapsAndLists() {
		this.yaml
			.withInitializer(environmentVariables(
					Map.of("HTTPCACHE_ROUTES_USERS_STALEIFERROR", "90", "HTTPCACHE_ROUTES_USERS_TTLBYSTATUS_404", "7",
							"HTTPCACHE_WARMUP_URLS", "https://a.example.com/,https://b.example.com/")))
			.run((context) -> {
				HttpCacheProperties properties = context.getBean(HttpCacheProperties.class);
				RouteProperties users = properties.routes().get("users");
				assertThat(users.staleIfError()).isEqualTo(Duration.ofSeconds(90));
				assertThat(users.ttlByStatus()).containsOnly(Map.entry(404, StatusTtl.of(7)));
				assertThat(properties.warmUp().urls()).containsExactly(WarmUpUrl.of("https://a.example.com/"),
						WarmUpUrl.of("https://b.example.com/"));
			});
	}

	@Test
	void anEnvironmentVariableReachesARouteWithADashOrACapital() {
		this.runner
			.withInitializer(environmentVariables(
					Map.of("HTTPCACHE_ROUTES_ALLUSERS_TTL", "5m", "HTTPCACHE_ROUTES_ALLORDERS_ENABLED", "false",
							"HTTPCACHE_WARMUP_CLIENTS_CATALOGCLIENT_URLS", "/b")))
			.withPropertyValues("httpcache.routes.all-users.url=/users/*", "httpcache.routes.all-users.ttl=1m",
					"httpcache.routes.allOrders.url=/orders/*", "httpcache.warm-up.clients.catalogClient.urls=/a")
			.run((context) -> {
				HttpCacheProperties properties = context.getBean(HttpCacheProperties.class);
				Map<String, RouteProperties> routes = properties.routes();
				assertThat(routes).containsOnlyKeys("all-users", "allOrders");
				assertThat(routes.get("all-users").url()).isEqualTo("/users/*");
				assertThat(routes.get("allOrders").enabled()).isFalse();
				assertThat(properties.warmUp().clients()).containsOnlyKeys("catalogClient");
			});
	}

	@Test
	void anUnderscoreForADashInAnEnvironmentVariableIsUnderstoodToo() {
		this.runner.withInitializer(environmentVariables(Map.of("HTTPCACHE_ROUTES_ALL_USERS_TTL", "5m")))
			.withPropertyValues("httpcache.routes.all-users.url=/users/*")
			.run((context) -> {
				Map<String, RouteProperties> routes = context.getBean(HttpCacheProperties.class).routes();
				assertThat(routes).containsOnlyKeys("all-users");
				assertThat(routes.get("all-users").ttl()).isEqualTo(Duration.ofMinutes(5));
			});
	}

	@Test
	void aProfileChangesOneFieldOfOneRouteAndReplacesLists() {
		this.runner.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.profiles.active=routes,slow")
			.run((context) -> {
				HttpCacheProperties properties = context.getBean(HttpCacheProperties.class);
				assertThat(properties.applyTo()).containsExactly(ClientType.REST_CLIENT);
				assertThat(properties.routes()).containsOnlyKeys("config", "users", "realtime", "search");
				assertThat(properties.routes().get("users").ttl()).isEqualTo(Duration.ofMinutes(10));
				assertThat(properties.routes().get("users").keyBody()).isEqualTo(KeyBodyType.JSON);
				assertThat(properties.warmUp().urls()).containsExactly(WarmUpUrl.of("https://api.example.com/status"));
			});
	}

	@Test
	void secretsAreNotPrinted() {
		this.runner.withPropertyValues("httpcache.key.secret=s3cret")
			.run((context) -> assertThat(context.getBean(HttpCacheProperties.class).toString())
				.doesNotContain("s3cret"));
	}

	static ApplicationContextInitializer<ConfigurableApplicationContext> environmentVariables(
			Map<String, Object> variables) {
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.addBefore(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					"test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(HttpCacheProperties.class)
	static class PropertiesConfiguration {

	}

}
