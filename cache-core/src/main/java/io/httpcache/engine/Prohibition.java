package io.httpcache.engine;

/**
 * What an origin or a request forbids, and a route may choose to {@code ignore}.
 */
public enum Prohibition {

	/** {@code no-store} on the response. */
	NO_STORE,

	/** {@code no-cache} on the response. */
	NO_CACHE,

	/** {@code private} on the response, in shared mode. */
	PRIVATE,

	/** {@code must-revalidate}. */
	MUST_REVALIDATE,

	/** {@code proxy-revalidate}, in shared mode. */
	PROXY_REVALIDATE,

	/** {@code s-maxage} as a bar to stale answers, in shared mode (RFC 9111 §4.2.4). */
	S_MAXAGE,

	/** {@code Vary: *}. */
	VARY_STAR,

	/** {@code Set-Cookie} as a bar to configured freshness. */
	SET_COOKIE,

	/** {@code Authorization} on the request, in shared mode. */
	AUTHORIZATION,

	/** {@code Cookie} on the request as a bar to configured freshness, in shared mode. */
	COOKIE

}
