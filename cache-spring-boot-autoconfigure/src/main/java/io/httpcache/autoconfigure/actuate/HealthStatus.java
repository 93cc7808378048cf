package io.httpcache.autoconfigure.actuate;

/**
 * Whether a cache, or a route of it, does what it is there for. In the order of what is
 * worse.
 */
enum HealthStatus {

	/** Too few requests for a verdict. */
	UNKNOWN,

	/** Most requests are answered by the cache, few of them with stale responses. */
	HEALTHY,

	/** Worth a look. */
	INVESTIGATE,

	/** The cache is of little use, or answers with stale responses too often. */
	CRITICAL

}
