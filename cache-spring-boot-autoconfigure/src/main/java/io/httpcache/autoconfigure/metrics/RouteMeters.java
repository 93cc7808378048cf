package io.httpcache.autoconfigure.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.client.CacheObserver.RefreshResult;
import io.httpcache.client.CacheObserver.RefreshTrigger;

/**
 * The meters of one route.
 */
final class RouteMeters {

	private final MeterRegistry registry;

	private final Tags tags;

	final EnumMeters<CacheOutcome, Timer> requests = new EnumMeters<>(CacheOutcome.class, this::requests);

	final EnumMeters<CacheReason, Counter> notStored = new EnumMeters<>(CacheReason.class, this::notStored);

	final EnumMeters<RefreshTrigger, EnumMeters<RefreshResult, Counter>> refreshes = new EnumMeters<>(
			RefreshTrigger.class,
			(trigger) -> new EnumMeters<>(RefreshResult.class, (result) -> refreshes(trigger, result)));

	final Counter bytesSaved;

	final Counter secondsSaved;

	RouteMeters(MeterRegistry registry, Tags tags) {
		this.registry = registry;
		this.tags = tags;
		this.bytesSaved = Counter.builder("httpcache.bytes.saved")
			.description("Body bytes that did not cross the network")
			.baseUnit("bytes")
			.tags(tags)
			.register(registry);
		this.secondsSaved = Counter.builder("httpcache.time.saved")
			.description("Time that callers did not wait, by how long the origin took for what the cache answered")
			.baseUnit("seconds")
			.tags(tags)
			.register(registry);
	}

	private Timer requests(CacheOutcome outcome) {
		return Timer.builder("httpcache.requests")
			.description("Requests of clients that have the cache, from their arrival at the cache")
			.tags(this.tags)
			.tag("outcome", outcome.name())
			.register(this.registry);
	}

	private Counter notStored(CacheReason reason) {
		return Counter.builder("httpcache.not.stored")
			.description("Responses that were not stored")
			.tags(this.tags)
			.tag("reason", reason.name())
			.register(this.registry);
	}

	private Counter refreshes(RefreshTrigger trigger, RefreshResult result) {
		return Counter.builder("httpcache.refreshes")
			.description("Background refreshes")
			.tags(this.tags)
			.tag("trigger", trigger.name())
			.tag("result", result.name())
			.register(this.registry);
	}

}
