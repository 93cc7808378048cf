package io.httpcache.autoconfigure.actuate;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatistics.Traffic;

/**
 * Traffic in the words of the JSON.
 *
 * @param requests all requests
 * @param hits answered with a fresh stored response
 * @param misses answered by the origin
 * @param revalidated confirmed by the origin with a 304
 * @param stale answered with a stale response that was allowed
 * @param staleIfError answered with a stale response in the place of a failure
 * @param collapsed answered with the response to another request
 * @param bypassed those the cache stood aside for
 * @param hitRate the share answered without reaching the origin, 0 to 1
 * @param staleRate the share answered with a stale response, 0 to 1
 * @param bytesSaved body bytes that did not cross the network
 * @param timeSavedMillis time that callers did not wait
 * @param status the verdict
 */
record Totals(long requests, long hits, long misses, long revalidated, long stale, long staleIfError, long collapsed,
		long bypassed, double hitRate, double staleRate, long bytesSaved, long timeSavedMillis, HealthStatus status) {

	static Totals of(Traffic traffic, HealthStatus status) {
		return new Totals(traffic.requests(), traffic.count(CacheOutcome.HIT), traffic.count(CacheOutcome.MISS),
				traffic.count(CacheOutcome.REVALIDATED), traffic.count(CacheOutcome.STALE),
				traffic.count(CacheOutcome.STALE_IF_ERROR), traffic.count(CacheOutcome.COLLAPSED),
				traffic.count(CacheOutcome.BYPASS), traffic.hitRate(), traffic.staleRate(), traffic.bytesSaved(),
				traffic.timeSavedMillis(), status);
	}

}
