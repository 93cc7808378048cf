package io.httpcache.autoconfigure.metrics;

import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatistics;
import io.httpcache.HttpCache;

/**
 * The meters that Micrometer has for every cache, so that dashboards for caches show this
 * one too.
 */
final class HttpCacheMeterBinder extends CacheMeterBinder<HttpCache> {

	private final LongSupplier puts;

	HttpCacheMeterBinder(HttpCache cache, String name, LongSupplier puts) {
		super(cache, name, Tags.empty());
		this.puts = puts;
	}

	@Override
	protected @Nullable Long size() {
		CacheStatistics statistics = statistics();
		return (statistics != null && statistics.entries() >= 0) ? statistics.entries() : null;
	}

	/** As the hit rate has it: answered without this request reaching the origin. */
	@Override
	protected long hitCount() {
		return count(true);
	}

	@Override
	protected Long missCount() {
		return count(false);
	}

	private long count(boolean answeredByCache) {
		CacheStatistics statistics = statistics();
		if (statistics == null) {
			return 0;
		}
		long count = 0;
		for (CacheOutcome outcome : CacheOutcome.values()) {
			if (outcome != CacheOutcome.BYPASS && outcome.isAnsweredByCache() == answeredByCache) {
				count += statistics.totals().count(outcome);
			}
		}
		return count;
	}

	@Override
	protected @Nullable Long evictionCount() {
		CacheStatistics statistics = statistics();
		return (statistics != null) ? statistics.evictions() : null;
	}

	@Override
	protected long putCount() {
		return this.puts.getAsLong();
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		// They are bound by the observer, per route
	}

	private @Nullable CacheStatistics statistics() {
		HttpCache cache = getCache();
		return (cache != null) ? cache.statistics() : null;
	}

}
