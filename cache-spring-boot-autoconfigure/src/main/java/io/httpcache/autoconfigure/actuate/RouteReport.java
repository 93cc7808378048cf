package io.httpcache.autoconfigure.actuate;

import java.util.List;

/**
 * One route in the JSON. The totals are written out, so that no annotation of a JSON
 * library is needed to have them beside the name.
 *
 * @param name its name
 * @param url its pattern
 * @param requests see {@link Totals}
 * @param hits see {@link Totals}
 * @param misses see {@link Totals}
 * @param revalidated see {@link Totals}
 * @param stale see {@link Totals}
 * @param staleIfError see {@link Totals}
 * @param collapsed see {@link Totals}
 * @param bypassed see {@link Totals}
 * @param hitRate see {@link Totals}
 * @param staleRate see {@link Totals}
 * @param bytesSaved see {@link Totals}
 * @param timeSavedMillis see {@link Totals}
 * @param status the verdict
 * @param advice what to change
 */
record RouteReport(String name, String url, long requests, long hits, long misses, long revalidated, long stale,
		long staleIfError, long collapsed, long bypassed, double hitRate, double staleRate, long bytesSaved,
		long timeSavedMillis, HealthStatus status, List<AdviceItem> advice) {

	static RouteReport of(String name, String url, Totals totals, List<AdviceItem> advice) {
		return new RouteReport(name, url, totals.requests(), totals.hits(), totals.misses(), totals.revalidated(),
				totals.stale(), totals.staleIfError(), totals.collapsed(), totals.bypassed(), totals.hitRate(),
				totals.staleRate(), totals.bytesSaved(), totals.timeSavedMillis(), totals.status(), advice);
	}

	/**
	 * What to change.
	 *
	 * @param code the kind of advice
	 * @param message the measured reason, what to set and what it would bring
	 */
	record AdviceItem(String code, String message) {

	}

}
