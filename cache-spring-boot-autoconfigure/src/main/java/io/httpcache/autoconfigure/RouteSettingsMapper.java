package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.httpcache.autoconfigure.RouteProperties.Heuristic;
import io.httpcache.autoconfigure.RouteProperties.KeyBodyType;
import io.httpcache.route.KeyBody;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.RouteSettings.HeuristicSettings;

/**
 * Properties of routes in the words of the core.
 */
final class RouteSettingsMapper {

	private RouteSettingsMapper() {
	}

	/** What the properties outside of routes and defaults say about every route. */
	static RouteSettings base(HttpCacheProperties properties) {
		return RouteSettings.builder()
			.ignoredQueryParameters(properties.key().ignoredQueryParameters())
			.maxEntrySize(properties.store().maxEntrySize().toBytes())
			.targetedFields(properties.targetedFields())
			.build();
	}

	/** The settings of one route or of the defaults, before inheritance. */
	static RouteSettings map(RouteProperties route) {
		return RouteSettings.builder()
			.url(route.url())
			.order(route.order())
			.methods(route.methods())
			.enabled(route.enabled())
			.ttl(route.ttl())
			.defaultTtl(route.defaultTtl())
			.minTtl(route.minTtl())
			.maxTtl(route.maxTtl())
			.ttlByStatus(durations(route.ttlByStatus()))
			.ttlJitter(fraction(route.ttlJitter()))
			.staleIfError(route.staleIfError())
			.staleWhileRevalidate(route.staleWhileRevalidate())
			.errorStatuses(route.errorStatuses())
			.refreshAhead(fraction(route.refreshAhead()))
			.softTimeout(route.softTimeout())
			.heuristic(heuristic(route.heuristic()))
			.ignore(route.ignore())
			.partition(route.partition())
			.varyBy(route.varyBy())
			.maxVariants(route.maxVariants())
			.ignoredQueryParameters(route.ignoredQueryParameters())
			.maxEntrySize(bytes(route.maxEntrySize()))
			.collapse(route.collapse())
			.tags(route.tags())
			.evicts(route.evicts())
			.keyBody(keyBody(route.keyBody()))
			.targetedFields(route.targetedFields())
			.build();
	}

	private static @Nullable Map<Integer, Duration> durations(@Nullable Map<Integer, StatusTtl> ttlByStatus) {
		if (ttlByStatus == null) {
			return null;
		}
		Map<Integer, Duration> durations = new LinkedHashMap<>();
		ttlByStatus.forEach((status, ttl) -> durations.put(status, ttl.duration()));
		return durations;
	}

	private static HeuristicSettings heuristic(Heuristic heuristic) {
		return new HeuristicSettings(heuristic.enabled(), fraction(heuristic.fraction()), heuristic.max());
	}

	private static @Nullable Double fraction(@Nullable Percentage percentage) {
		return (percentage != null) ? Double.valueOf(percentage.fraction()) : null;
	}

	private static @Nullable Long bytes(@Nullable DataSize size) {
		return (size != null) ? Long.valueOf(size.toBytes()) : null;
	}

	private static @Nullable KeyBody keyBody(@Nullable KeyBodyType type) {
		if (type == null) {
			return null;
		}
		return switch (type) {
			case TRUE -> KeyBody.EXACT;
			case FALSE -> KeyBody.NONE;
			case JSON -> KeyBody.JSON;
		};
	}

}
