package io.httpcache.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Prohibition;
import io.httpcache.route.KeyBody;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties become routes with their inheritance done.
 */
class RoutesFactoryTests {

	private static final URI USERS = URI.create("https://api.example.com/users/1");

	private static final URI OTHER = URI.create("https://api.example.com/orders/1");

	@Test
	void nothingConfiguredIsTheDefaultRoute() {
		assertThat(routes(Map.of()).match(USERS)).isEqualTo(Route.DEFAULT);
	}

	@Test
	void everyFieldArrives() {
		Route route = route(Map.ofEntries(Map.entry("url", "api.example.com/users/*"), Map.entry("order", "3"),
				Map.entry("methods", "GET,QUERY"), Map.entry("enabled", "false"), Map.entry("ttl", "1m"),
				Map.entry("default-ttl", "2m"), Map.entry("min-ttl", "3m"), Map.entry("max-ttl", "4m"),
				Map.entry("ttl-by-status.404", "30"), Map.entry("ttl-jitter", "10%"), Map.entry("stale-if-error", "5m"),
				Map.entry("stale-while-revalidate", "6m"), Map.entry("error-statuses", "500,599"),
				Map.entry("refresh-ahead", "80%"), Map.entry("soft-timeout", "250ms"),
				Map.entry("heuristic.enabled", "true"), Map.entry("heuristic.fraction", "0.2"),
				Map.entry("heuristic.max", "12h"), Map.entry("ignore", "no-store"),
				Map.entry("partition", "application"), Map.entry("vary-by", "X-Region"), Map.entry("max-variants", "4"),
				Map.entry("ignored-query-parameters", "ref"), Map.entry("max-entry-size", "2KB"),
				Map.entry("collapse", "false"), Map.entry("tags", "people"), Map.entry("evicts", "/users/**,people"),
				Map.entry("key-body", "json"), Map.entry("targeted-fields", "My-Cache-Control")));
		CachePolicy policy = new CachePolicy(false, Set.of("GET", "QUERY"), Duration.ofMinutes(1),
				Duration.ofMinutes(2), Duration.ofMinutes(3), Duration.ofMinutes(4),
				Map.of(404, Duration.ofSeconds(30)), 0.1, Duration.ofMinutes(5), Duration.ofMinutes(6),
				Set.of(500, 599), 0.8, Duration.ofMillis(250),
				new CachePolicy.Heuristic(true, 0.2, Duration.ofHours(12)), Set.of(Prohibition.NO_STORE),
				List.of("X-Region"), List.of("My-Cache-Control"), 2048);
		assertThat(route).isEqualTo(new Route("users", route.pattern(), 3, policy, "application", Set.of("ref"), 4,
				false, Set.of("people"), List.of("/users/**", "people"), KeyBody.JSON));
		assertThat(route.pattern()).hasToString("api.example.com/users/*");
	}

	@Test
	void keyBodyIsASwitchToo() {
		assertThat(route(Map.of("url", "/users/*", "key-body", "true")).keyBody()).isEqualTo(KeyBody.EXACT);
		assertThat(route(Map.of("url", "/users/*", "key-body", "false")).keyBody()).isEqualTo(KeyBody.NONE);
	}

	@Test
	void aRouteInheritsFromTheDefaultsAndTheyFromTheRest() {
		Routes routes = routes(Map.of("key.ignored-query-parameters", "utm_source", "store.max-entry-size", "5KB",
				"targeted-fields", "CDN-Cache-Control", "defaults.stale-if-error", "1h", "routes.users.url", "/users/*",
				"routes.users.ttl", "1m"));
		Route users = routes.match(USERS);
		assertThat(users.name()).isEqualTo("users");
		assertThat(users.policy().ttl()).isEqualTo(Duration.ofMinutes(1));
		for (Route route : List.of(users, routes.match(OTHER))) {
			assertThat(route.ignoredQueryParameters()).containsExactly("utm_source");
			assertThat(route.policy().maxEntrySize()).isEqualTo(5 * 1024);
			assertThat(route.policy().targetedFields()).containsExactly("CDN-Cache-Control");
			assertThat(route.policy().staleIfError()).isEqualTo(Duration.ofHours(1));
		}
		assertThat(routes.match(OTHER).name()).isEqualTo(Route.DEFAULT_NAME);
		assertThat(routes.match(OTHER).policy().ttl()).isNull();
	}

	@Test
	void aListReplacesAndZeroSwitchesOff() {
		Route users = routes(Map.of("key.ignored-query-parameters", "utm_source", "defaults.ttl", "1h",
				"routes.users.url", "/users/*", "routes.users.ttl", "0s", "routes.users.ignored-query-parameters", ""))
			.match(USERS);
		assertThat(users.ignoredQueryParameters()).isEmpty();
		assertThat(users.policy().ttl()).isNull();
	}

	private Route route(Map<String, String> fields) {
		Map<String, String> properties = new HashMap<>();
		fields.forEach((name, value) -> properties.put("routes.users." + name, value));
		return routes(properties).match(USERS);
	}

	private Routes routes(Map<String, String> properties) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		properties.forEach((name, value) -> source.put("httpcache." + name, value));
		List<ConfigurationPropertySource> sources = List.of(source);
		HttpCacheProperties bound = new Binder(sources).bindOrCreate("httpcache", HttpCacheProperties.class);
		return new RoutesFactory(sources, getClass().getClassLoader(), List.of(),
				new WarmUpCheck(List::of, (name) -> false))
			.create(bound);
	}

}
