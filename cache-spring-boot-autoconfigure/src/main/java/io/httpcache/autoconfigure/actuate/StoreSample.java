package io.httpcache.autoconfigure.actuate;

import java.time.Instant;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatistics;
import io.httpcache.CacheStatistics.Traffic;

/**
 * The figures of a cache at one moment. All but entries and bytes only ever rise.
 *
 * @param time when
 * @param requests requests that the cache could have answered
 * @param answered those of them that did not reach the origin
 * @param stale those answered with a stale response
 * @param bytesSaved body bytes that did not cross the network
 * @param timeSavedMillis time that callers did not wait
 * @param entries responses in the store, or -1
 * @param bytes what they weigh, or -1
 * @param evictions responses dropped for lack of room
 */
record StoreSample(Instant time, long requests, long answered, long stale, long bytesSaved, long timeSavedMillis,
		long entries, long bytes, long evictions) {

	static StoreSample of(Instant time, CacheStatistics statistics) {
		Traffic totals = statistics.totals();
		long answered = totals.count(CacheOutcome.HIT) + totals.count(CacheOutcome.STALE)
				+ totals.count(CacheOutcome.COLLAPSED);
		long stale = totals.count(CacheOutcome.STALE) + totals.count(CacheOutcome.STALE_IF_ERROR);
		return new StoreSample(time, totals.cacheable(), answered, stale, totals.bytesSaved(), totals.timeSavedMillis(),
				statistics.entries(), statistics.bytes(), statistics.evictions());
	}

}
