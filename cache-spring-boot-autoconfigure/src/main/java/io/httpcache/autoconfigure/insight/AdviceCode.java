package io.httpcache.autoconfigure.insight;

/**
 * What there is to advise. The names are stable, for programs.
 */
enum AdviceCode {

	/** The origin does not say how long its answers are fresh. */
	NO_FRESHNESS,

	/** The credential is a new one on each request. */
	NEW_CREDENTIAL,

	/** A request header keeps apart what could be shared. */
	SPLITTING_HEADER,

	/** A field that {@code Vary} names has a new value again and again. */
	NEW_VARY_VALUES,

	/** The origin forbids what a configured time to live wants. */
	TTL_FORBIDDEN,

	/** The origin forbids to store its answers, and nothing is configured. */
	STORING_FORBIDDEN,

	/** Query parameters that do not change the answer are part of the key. */
	IGNORABLE_PARAMETER,

	/** Bodies are larger than the limit. */
	TOO_LARGE,

	/** Responses are stale before they are asked for again. */
	SHORT_TTL,

	/** The origin confirms what is stored each time. */
	ALWAYS_NOT_MODIFIED,

	/** Responses are dropped for lack of room before they are stale. */
	EVICTED_EARLY,

	/** Too many answers are stale. */
	OFTEN_STALE,

	/** No request matches the route. */
	NEVER_MATCHED

}
