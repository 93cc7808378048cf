package io.httpcache.autoconfigure.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.client.CacheObserver;
import io.httpcache.route.Route;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;

/**
 * Counts what the cache does in meters. A tag holds the name of the cache, of a route or
 * of a constant, never what came from outside. Allocates nothing for a hit.
 */
final class MeterCacheObserver implements CacheObserver {

	private final MeterRegistry registry;

	private final Tags tags;

	private final String storeType;

	private final Map<String, RouteMeters> routes = new HashMap<>();

	private final Map<String, EnumMeters<StoreOperation, EnumMeters<StoreResult, Counter>>> stores = new ConcurrentHashMap<>();

	private final LongAdder puts = new LongAdder();

	MeterCacheObserver(MeterRegistry registry, String cache, List<Route> routes, String storeType) {
		this.registry = registry;
		this.tags = Tags.of("cache", cache);
		this.storeType = storeType;
		routes.forEach((route) -> this.routes.put(route.name(),
				new RouteMeters(registry, this.tags.and("route", route.name()))));
	}

	@Override
	public void answered(Route route, CacheOutcome outcome, long nanos, long bytesSaved, long millisSaved) {
		RouteMeters meters = this.routes.get(route.name());
		if (meters == null) {
			return;
		}
		meters.requests.get(outcome).record(nanos, TimeUnit.NANOSECONDS);
		if (bytesSaved > 0) {
			meters.bytesSaved.increment(bytesSaved);
		}
		if (millisSaved > 0) {
			meters.secondsSaved.increment(millisSaved / 1000.0);
		}
	}

	@Override
	public void notStored(Route route, CacheReason reason) {
		RouteMeters meters = this.routes.get(route.name());
		if (meters != null) {
			meters.notStored.get(reason).increment();
		}
	}

	@Override
	public void refreshed(Route route, RefreshTrigger trigger, RefreshResult result) {
		RouteMeters meters = this.routes.get(route.name());
		if (meters != null) {
			meters.refreshes.get(trigger).get(result).increment();
		}
	}

	@Override
	public void storeOperation(String tier, StoreOperation operation, StoreResult result) {
		EnumMeters<StoreOperation, EnumMeters<StoreResult, Counter>> meters = this.stores.get(tier);
		if (meters == null) {
			meters = this.stores.computeIfAbsent(tier, this::storeMeters);
		}
		meters.get(operation).get(result).increment();
		if (operation == StoreOperation.PUT && result == StoreResult.DONE && tier.equals(this.storeType)) {
			this.puts.increment();
		}
	}

	private EnumMeters<StoreOperation, EnumMeters<StoreResult, Counter>> storeMeters(String tier) {
		return new EnumMeters<>(StoreOperation.class,
				(operation) -> new EnumMeters<>(StoreResult.class,
						(result) -> Counter.builder("httpcache.store.operations")
							.description("Operations of the store")
							.tags(this.tags)
							.tag("tier", tier)
							.tag("operation", operation.name())
							.tag("result", result.name())
							.register(this.registry)));
	}

	/**
	 * How many responses were stored.
	 */
	long puts() {
		return this.puts.sum();
	}

}
