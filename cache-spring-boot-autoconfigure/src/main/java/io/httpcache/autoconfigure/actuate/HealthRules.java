package io.httpcache.autoconfigure.actuate;

import io.httpcache.CacheStatistics.Traffic;
import io.httpcache.autoconfigure.HealthProperties;

/**
 * Turns traffic into a status. A rate that is exactly at a threshold is neither healthy
 * nor critical. Immutable.
 */
final class HealthRules {

	private final HealthProperties properties;

	HealthRules(HealthProperties properties) {
		this.properties = properties;
	}

	/**
	 * The status of some traffic: the worse of what its hit rate and its stale rate say.
	 * What passed by the cache does not count as traffic.
	 */
	HealthStatus status(Traffic traffic) {
		if (traffic.cacheable() < this.properties.minRequests()) {
			return HealthStatus.UNKNOWN;
		}
		HealthStatus hits = hits(traffic.hitRate());
		HealthStatus stale = stale(traffic.staleRate());
		return (hits.compareTo(stale) >= 0) ? hits : stale;
	}

	private HealthStatus hits(double rate) {
		if (rate > this.properties.hitRateHealthy().fraction()) {
			return HealthStatus.HEALTHY;
		}
		return (rate < this.properties.hitRateCritical().fraction()) ? HealthStatus.CRITICAL : HealthStatus.INVESTIGATE;
	}

	private HealthStatus stale(double rate) {
		if (rate < this.properties.staleRateHealthy().fraction()) {
			return HealthStatus.HEALTHY;
		}
		return (rate > this.properties.staleRateCritical().fraction()) ? HealthStatus.CRITICAL
				: HealthStatus.INVESTIGATE;
	}

}
