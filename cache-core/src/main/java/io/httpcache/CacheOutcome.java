package io.httpcache;

/**
 * How a request was answered: one vocabulary for the {@code Cache-Status} field, the
 * meters, the events and the actuator page.
 */
public enum CacheOutcome {

	/** A fresh stored response answered; the origin was not asked. */
	HIT,

	/** A stale stored response answered because staleness was allowed. */
	STALE,

	/** A stale stored response stood in for an origin that failed. */
	STALE_IF_ERROR,

	/** The origin confirmed a stored response with a 304. */
	REVALIDATED,

	/** The answer of another request, under way at the same time, was shared. */
	COLLAPSED,

	/** The origin answered. */
	MISS,

	/** The cache stood aside. */
	BYPASS,

	/** Only a stored response was acceptable and there was none (504). */
	UNSATISFIABLE;

	/**
	 * Whether the request was answered without reaching the origin itself: the numerator
	 * of the hit rate.
	 * @return {@code true} for {@link #HIT}, {@link #STALE} and {@link #COLLAPSED}
	 */
	public boolean isAnsweredByCache() {
		return this == HIT || this == STALE || this == COLLAPSED;
	}

}
