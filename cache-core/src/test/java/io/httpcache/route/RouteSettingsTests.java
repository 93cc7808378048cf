package io.httpcache.route;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Prohibition;
import io.httpcache.route.RouteSettings.HeuristicSettings;

import static org.assertj.core.api.Assertions.assertThat;

class RouteSettingsTests {

	private static final RouteSettings FULL = RouteSettings.builder()
		.url("api.example.com/users/*")
		.order(3)
		.methods(Set.of("get", "POST"))
		.enabled(false)
		.ttl(Duration.ofSeconds(1))
		.defaultTtl(Duration.ofSeconds(2))
		.minTtl(Duration.ofSeconds(3))
		.maxTtl(Duration.ofSeconds(4))
		.ttlByStatus(Map.of(404, Duration.ofSeconds(5)))
		.ttlJitter(0.1)
		.staleIfError(Duration.ofSeconds(6))
		.staleWhileRevalidate(Duration.ofSeconds(7))
		.errorStatuses(Set.of(503))
		.refreshAhead(0.8)
		.softTimeout(Duration.ofSeconds(8))
		.heuristic(new HeuristicSettings(true, 0.2, Duration.ofSeconds(9)))
		.ignore(Set.of(Prohibition.NO_STORE))
		.partition("application")
		.varyBy(List.of("X-Tenant"))
		.maxVariants(5)
		.ignoredQueryParameters(Set.of("utm_source"))
		.maxEntrySize(10L)
		.collapse(false)
		.tags(Set.of("users"))
		.evicts(List.of("/users/**", "users"))
		.keyBody(KeyBody.JSON)
		.targetedFields(List.of("CDN-Cache-Control"))
		.build();

	@Test
	void everyFieldReachesTheRoute() {
		CachePolicy policy = new CachePolicy(false, Set.of("GET", "POST"), Duration.ofSeconds(1), Duration.ofSeconds(2),
				Duration.ofSeconds(3), Duration.ofSeconds(4), Map.of(404, Duration.ofSeconds(5)), 0.1,
				Duration.ofSeconds(6), Duration.ofSeconds(7), Set.of(503), 0.8, Duration.ofSeconds(8),
				new CachePolicy.Heuristic(true, 0.2, Duration.ofSeconds(9)), Set.of(Prohibition.NO_STORE),
				List.of("X-Tenant"), List.of("CDN-Cache-Control"), 10);
		assertThat(FULL.toRoute("users"))
			.isEqualTo(new Route("users", UrlPattern.parse("api.example.com/users/*"), 3, policy, "application",
					Set.of("utm_source"), 5, false, Set.of("users"), List.of("/users/**", "users"), KeyBody.JSON));
	}

	@Test
	void nothingWrittenIsTheDefaultRoute() {
		assertThat(RouteSettings.NONE.toRoute(Route.DEFAULT_NAME)).isEqualTo(Route.DEFAULT);
		assertThat(RouteSettings.builder().build()).isEqualTo(RouteSettings.NONE);
	}

	@Test
	void everyFieldButTheUrlIsInherited() throws ReflectiveOperationException {
		RouteSettings inherited = RouteSettings.NONE.inherit(FULL);
		for (var component : RouteSettings.class.getRecordComponents()) {
			Object value = component.getAccessor().invoke(inherited);
			Object expected = component.getName().equals("url") ? null : component.getAccessor().invoke(FULL);
			assertThat(value).as(component.getName()).isEqualTo(expected);
			assertThat(component.getAccessor().invoke(FULL)).as(component.getName()).isNotNull();
		}
	}

	@Test
	void everyOwnFieldWins() {
		RouteSettings other = RouteSettings.builder()
			.url("/x")
			.order(1)
			.methods(Set.of("HEAD"))
			.enabled(true)
			.ttl(Duration.ofHours(1))
			.ttlByStatus(Map.of(404, Duration.ofHours(1)))
			.evicts(List.of("other"))
			.tags(Set.of())
			.build();
		assertThat(FULL.inherit(other)).isEqualTo(FULL);
		RouteSettings merged = other.inherit(FULL);
		assertThat(merged.methods()).containsExactly("HEAD");
		assertThat(merged.evicts()).containsExactly("other");
		assertThat(merged.tags()).isEmpty();
		assertThat(merged.enabled()).isTrue();
		assertThat(merged.url()).isEqualTo("/x");
		assertThat(merged.ttl()).isEqualTo(Duration.ofHours(1));
		assertThat(merged.minTtl()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void ttlByStatusMergesAndTheRouteWins() {
		RouteSettings defaults = RouteSettings.builder()
			.ttlByStatus(Map.of(404, Duration.ofSeconds(1), 410, Duration.ofSeconds(2)))
			.build();
		RouteSettings route = RouteSettings.builder()
			.ttlByStatus(Map.of(404, Duration.ofSeconds(9), 500, Duration.ofSeconds(3)))
			.build();
		assertThat(route.inherit(defaults).ttlByStatus()).containsOnly(Map.entry(404, Duration.ofSeconds(9)),
				Map.entry(410, Duration.ofSeconds(2)), Map.entry(500, Duration.ofSeconds(3)));
	}

	@Test
	void theHeuristicInheritsEachOfItsFields() {
		RouteSettings defaults = RouteSettings.builder()
			.heuristic(new HeuristicSettings(null, 0.5, Duration.ofHours(1)))
			.build();
		RouteSettings route = RouteSettings.builder().heuristic(new HeuristicSettings(true, null, null)).build();
		assertThat(route.inherit(defaults).toRoute("x").policy().heuristic())
			.isEqualTo(new CachePolicy.Heuristic(true, 0.5, Duration.ofHours(1)));
		assertThat(route.toRoute("x").policy().heuristic())
			.isEqualTo(new CachePolicy.Heuristic(true, 0.1, Duration.ofHours(24)));
	}

	@Test
	void zeroSwitchesOffWhatTheDefaultsSet() {
		RouteSettings zeros = RouteSettings.builder()
			.ttl(Duration.ZERO)
			.defaultTtl(Duration.ZERO)
			.minTtl(Duration.ZERO)
			.maxTtl(Duration.ZERO)
			.softTimeout(Duration.ZERO)
			.staleIfError(Duration.ZERO)
			.staleWhileRevalidate(Duration.ZERO)
			.ttlByStatus(Map.of(404, Duration.ZERO))
			.build();
		Route route = zeros.inherit(FULL).toRoute("x");
		CachePolicy policy = route.policy();
		assertThat(Arrays.asList(policy.ttl(), policy.defaultTtl(), policy.minTtl(), policy.maxTtl(),
				policy.softTimeout()))
			.containsOnlyNulls();
		assertThat(policy.ttlByStatus()).isEmpty();
		assertThat(policy.staleIfError()).isEqualTo(Duration.ZERO);
		assertThat(policy.staleWhileRevalidate()).isEqualTo(Duration.ZERO);
	}

	@Test
	void theBuilderDoesNotReachIntoWhatItBuilt() {
		RouteSettingsBuilder builder = RouteSettings.builder().tags(Set.of("a"));
		RouteSettings built = builder.build();
		builder.tags(Set.of("b"));
		assertThat(built.tags()).containsExactly("a");
	}

}
