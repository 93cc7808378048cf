package io.httpcache.autoconfigure.actuate;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.httpcache.CacheStatistics;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HealthProperties;

/**
 * Adds what the cache does to the application's health. A cache of little use takes no
 * application down, unless it was asked to.
 */
final class HttpCacheHealthIndicator extends AbstractHealthIndicator {

	private final HttpCache cache;

	private final String storeType;

	private final HealthRules rules;

	private final boolean downOnCritical;

	HttpCacheHealthIndicator(HttpCache cache, String storeType, HealthProperties properties) {
		super("The HTTP cache could not be asked for its figures");
		this.cache = cache;
		this.storeType = storeType;
		this.rules = new HealthRules(properties);
		this.downOnCritical = properties.downOnCritical();
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		CacheStatistics statistics = this.cache.statistics();
		HealthStatus status = this.rules.status(statistics.totals());
		if (this.downOnCritical && status == HealthStatus.CRITICAL) {
			builder.down();
		}
		else {
			builder.up();
		}
		builder.withDetail("status", status)
			.withDetail("requests", statistics.totals().requests())
			.withDetail("hitRate", statistics.totals().hitRate())
			.withDetail("staleRate", statistics.totals().staleRate())
			.withDetail("store", new Store(this.storeType, statistics.available(), statistics.entries(),
					statistics.bytes(), statistics.maxBytes()));
	}

	/**
	 * The store among the details.
	 *
	 * @param type its name as in {@code httpcache.store.type}
	 * @param available whether it answers
	 * @param entries how many responses it holds, or -1 when it cannot say
	 * @param bytes what they weigh, or -1 when it cannot say
	 * @param maxBytes what they may weigh, or -1 when it has no bound of its own
	 */
	record Store(String type, boolean available, long entries, long bytes, long maxBytes) {

	}

}
