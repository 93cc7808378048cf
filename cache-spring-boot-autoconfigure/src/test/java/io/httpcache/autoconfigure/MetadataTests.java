package io.httpcache.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor completes.
 */
class MetadataTests {

	private static final String ROUTE_FIELDS = """
			order methods enabled ttl default-ttl min-ttl max-ttl ttl-by-status ttl-jitter stale-if-error \
			stale-while-revalidate error-statuses refresh-ahead soft-timeout heuristic.enabled heuristic.fraction \
			heuristic.max ignore partition vary-by max-variants ignored-query-parameters max-entry-size collapse tags \
			evicts key-body targeted-fields""";

	private static final String OTHERS = """
			enabled apply-to mode name offline read-only targeted-fields store.type store.max-entry-size \
			store.max-in-flight store.caffeine.max-size store.redis.key-prefix store.redis.timeout store.redis.lease store.redis.compress-above store.redis.encryption-keys \
			store.near-cache.enabled store.near-cache.max-size store.near-cache.ttl key.ignored-query-parameters \
			key.ignored-headers key.secret key.secret-query-parameters routes warm-up.concurrency warm-up.timeout \
			warm-up.url-timeout warm-up.mode warm-up.required warm-up.urls warm-up.file warm-up.clients \
			health.hit-rate-healthy health.hit-rate-critical health.stale-rate-healthy health.stale-rate-critical \
			health.min-requests health.growth-window health.down-on-critical""";

	private final JsonNode metadata = read();

	@Test
	void everyPropertyIsThere() {
		List<String> expected = new ArrayList<>();
		List.of(OTHERS.split(" ")).forEach((name) -> expected.add("httpcache." + name));
		List.of("access", "cache.time-to-live", "show-urls", "roles")
			.forEach((name) -> expected.add("management.endpoint.httpcache." + name));
		List.of(ROUTE_FIELDS.split(" ")).forEach((name) -> expected.add("httpcache.defaults." + name));
		assertThat(properties()).extracting((property) -> property.get("name").asString())
			.containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void everyPropertyHasADescription() {
		assertThat(properties()).allSatisfy(
				(property) -> assertThat(property.path("description").asString("")).as(property.get("name").asString())
					.matches("(?s)[A-Z].{10,}\\."));
	}

	@Test
	void switchesReadWhether() {
		assertThat(properties()).filteredOn((property) -> property.get("type").asString().equals("java.lang.Boolean"))
			.allSatisfy((property) -> assertThat(property.get("description").asString()).startsWith("Whether "));
	}

	@Test
	void defaultsAreThoseOfTheReference() {
		Map<String, String> defaults = new TreeMap<>();
		properties().forEach((property) -> {
			if (property.has("defaultValue")) {
				defaults.put(property.get("name").asString(), property.get("defaultValue").asString());
			}
		});
		assertThat(defaults).containsEntry("httpcache.enabled", "true")
			.containsEntry("httpcache.apply-to", "[rest-client, rest-template, web-client]")
			.containsEntry("httpcache.mode", "private")
			.containsEntry("httpcache.store.type", "caffeine")
			.containsEntry("httpcache.store.max-entry-size", "1MB")
			.containsEntry("httpcache.store.redis.timeout", "250ms")
			.containsEntry("httpcache.warm-up.mode", "blocking")
			.doesNotContainKey("httpcache.defaults.ttl");
	}

	@Test
	void routesAreCompletedThroughTheTypeOfTheirValues() {
		assertThat(properties()).filteredOn((property) -> property.get("name").asString().equals("httpcache.routes"))
			.singleElement()
			.satisfies((property) -> assertThat(property.get("type").asString())
				.isEqualTo("java.util.Map<java.lang.String,%s>".formatted(RouteProperties.class.getName())));
	}

	@Test
	void hintsAreForPropertiesThatExist() {
		List<String> names = properties().stream().map((property) -> property.get("name").asString()).toList();
		assertThat(this.metadata.get("hints")).isNotEmpty()
			.allSatisfy((hint) -> assertThat(names).contains(hint.get("name").asString()));
	}

	private List<JsonNode> properties() {
		return this.metadata.get("properties")
			.valueStream()
			.filter((property) -> !property.get("name").asString().equals("httpcache.defaults.url"))
			.toList();
	}

	private JsonNode read() {
		try (InputStream json = HttpCacheProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
