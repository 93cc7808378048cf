package io.httpcache.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.httpcache.engine.Prohibition;
import io.httpcache.route.KeyBody;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.RouteSettings.HeuristicSettings;
import io.httpcache.route.RouteSettingsBuilder;

/**
 * Reads the fields of a route, by the names that users type.
 */
final class ScenarioRoutes {

	private ScenarioRoutes() {
	}

	static RouteSettings parse(List<String> fields) {
		RouteSettingsBuilder settings = RouteSettings.builder();
		for (String field : fields) {
			int colon = field.indexOf(": ");
			if (colon < 0) {
				throw new IllegalArgumentException("Not a route field: " + field);
			}
			set(settings, field.substring(0, colon), field.substring(colon + 1).strip());
		}
		return settings.build();
	}

	private static void set(RouteSettingsBuilder settings, String name, String value) {
		switch (name) {
			case "url" -> settings.url(value);
			case "enabled" -> settings.enabled(Boolean.valueOf(value));
			case "methods" -> settings.methods(list(value));
			case "ttl" -> settings.ttl(ScenarioValues.duration(value));
			case "default-ttl" -> settings.defaultTtl(ScenarioValues.duration(value));
			case "min-ttl" -> settings.minTtl(ScenarioValues.duration(value));
			case "max-ttl" -> settings.maxTtl(ScenarioValues.duration(value));
			case "ttl-by-status" -> settings.ttlByStatus(byStatus(value));
			case "ttl-jitter" -> settings.ttlJitter(percent(value));
			case "stale-if-error" -> settings.staleIfError(ScenarioValues.duration(value));
			case "stale-while-revalidate" -> settings.staleWhileRevalidate(ScenarioValues.duration(value));
			case "error-statuses" -> settings.errorStatuses(list(value).stream().map(Integer::valueOf).toList());
			case "refresh-ahead" -> settings.refreshAhead(percent(value));
			case "soft-timeout" -> settings.softTimeout(ScenarioValues.duration(value));
			case "heuristic" -> settings.heuristic(heuristic(value));
			case "ignore" -> settings.ignore(list(value).stream().map(ScenarioRoutes::prohibition).toList());
			case "partition" -> settings.partition(value);
			case "vary-by" -> settings.varyBy(list(value));
			case "max-variants" -> settings.maxVariants(Integer.valueOf(value));
			case "ignored-query-parameters" -> settings.ignoredQueryParameters(list(value));
			case "max-entry-size" -> settings.maxEntrySize(Long.valueOf(value));
			case "collapse" -> settings.collapse(Boolean.valueOf(value));
			case "tags" -> settings.tags(list(value));
			case "evicts" -> settings.evicts(list(value));
			case "key-body" -> settings.keyBody(value.equals("json") ? KeyBody.JSON : KeyBody.EXACT);
			case "targeted-fields" -> settings.targetedFields(list(value));
			default -> throw new IllegalArgumentException("No such route field: " + name);
		}
	}

	static List<String> list(String value) {
		return Arrays.stream(value.split(",")).map(String::strip).toList();
	}

	private static double percent(String value) {
		return Double.parseDouble(value.replace("%", "")) / 100;
	}

	private static Prohibition prohibition(String name) {
		return Prohibition.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/** {@code 404=30s, 410=1h}. */
	private static Map<Integer, Duration> byStatus(String value) {
		return list(value).stream()
			.map((entry) -> entry.split("="))
			.collect(Collectors.toMap((pair) -> Integer.valueOf(pair[0]), (pair) -> ScenarioValues.duration(pair[1])));
	}

	/** {@code on}, or {@code 20%, 2h}. */
	private static HeuristicSettings heuristic(String value) {
		if (value.equals("on")) {
			return new HeuristicSettings(true, null, null);
		}
		List<String> parts = list(value);
		return new HeuristicSettings(true, percent(parts.get(0)), ScenarioValues.duration(parts.get(1)));
	}

}
