package io.httpcache.benchmarks;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import io.httpcache.CacheOutcome;
import io.httpcache.client.CacheObserver;
import io.httpcache.route.Route;

/**
 * Records a timer for each route and outcome, as an application with metrics does.
 */
final class MetricsObserver implements CacheObserver {

	private final MeterRegistry registry;

	private final Map<String, Map<CacheOutcome, Timer>> timers = new ConcurrentHashMap<>();

	MetricsObserver(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void answered(Route route, CacheOutcome outcome, long nanos, long bytesSaved, long millisSaved) {
		Map<CacheOutcome, Timer> ofRoute = this.timers.get(route.name());
		if (ofRoute == null) {
			ofRoute = this.timers.computeIfAbsent(route.name(), this::timers);
		}
		ofRoute.get(outcome).record(nanos, TimeUnit.NANOSECONDS);
	}

	private Map<CacheOutcome, Timer> timers(String route) {
		Map<CacheOutcome, Timer> timers = new EnumMap<>(CacheOutcome.class);
		for (CacheOutcome outcome : CacheOutcome.values()) {
			timers.put(outcome,
					Timer.builder("httpcache.requests")
						.tag("cache", "httpcache")
						.tag("route", route)
						.tag("outcome", outcome.name())
						.register(this.registry));
		}
		return timers;
	}

}
