package io.httpcache;

/**
 * Why a response was not stored, or a stored one not used. Each refusal has exactly one;
 * it reaches the {@code detail} of {@code Cache-Status}, the meter
 * {@code httpcache.not.stored} and the explanation of the actuator.
 */
public enum CacheReason {

	/**
	 * The client has no cache in the place next to the network, or its place is unknown.
	 */
	POSITION,

	/** Caching is switched off for this route. */
	DISABLED,

	/** The request asked to pass by the cache. */
	REQUESTED,

	/** The method is not one that this route answers from the cache. */
	METHOD,

	/** The credential is a new one on each request (AWS4, Digest, DPoP, …). */
	CREDENTIAL,

	/** The partition resolver gave no partition. */
	PARTITION,

	/** The request body is too large to be part of a key. */
	REQUEST_BODY,

	/** The body is a GraphQL mutation. */
	MUTATION,

	/** {@code no-store} on the request (RFC 9111 §5.2.1.5). */
	REQUEST_NO_STORE,

	/** Only a stored response was acceptable and there was none (RFC 9111 §5.2.1.7). */
	ONLY_IF_CACHED,

	/** The request asked for several ranges, or for a range that is not stored. */
	RANGE,

	/** A partial response is never stored as the whole. */
	PARTIAL_CONTENT,

	/** The status is not one that may be stored. */
	STATUS,

	/** {@code no-store} on the response (RFC 9111 §5.2.2.5). */
	NO_STORE,

	/** {@code private} on the response to a shared cache (RFC 9111 §5.2.2.7). */
	PRIVATE,

	/**
	 * A shared cache may not store this answer to an authorized request (RFC 9111 §3.5).
	 */
	AUTHORIZATION,

	/** A shared cache has no configured freshness for a request with a cookie. */
	COOKIE,

	/** A response that sets a cookie is stored on the origin's own freshness only. */
	SET_COOKIE,

	/** {@code Vary: *} (RFC 9111 §4.1). */
	VARY_STAR,

	/** Nothing says how long the response may be used, and nothing could validate it. */
	NO_FRESHNESS,

	/** The body is larger than {@code max-entry-size}. */
	TOO_LARGE,

	/** A streaming media type, which is handed on as it arrives. */
	STREAMING,

	/** The body did not come whole within the time for reading ahead. */
	SLOW_BODY,

	/** All bodies being read ahead together reached {@code max-in-flight}. */
	MAX_IN_FLIGHT,

	/** The body ended before it was whole. */
	TRUNCATED,

	/** The URI was invalidated after the fetch began. */
	INVALIDATED,

	/** The cache is read-only. */
	READ_ONLY,

	/** The storage filter refused. */
	FILTERED,

	/** The store failed or was not available. */
	STORE,

	/** The origin failed and a stale response stood in (RFC 5861 §4). */
	STALE_IF_ERROR,

	/** The origin took too long and a stale response stood in; the fetch went on. */
	SOFT_TIMEOUT,

	/** A stale response answered by leave given for an outage. */
	OUTAGE

}
