package io.httpcache.engine;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;

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
	COOKIE;

	/**
	 * The prohibition behind a refusal.
	 * @param reason why a response was not stored
	 * @return what a route would have to ignore, or {@code null} when it cannot be
	 * ignored
	 */
	public static @Nullable Prohibition behind(CacheReason reason) {
		return switch (reason) {
			case NO_STORE -> NO_STORE;
			case PRIVATE -> PRIVATE;
			case VARY_STAR -> VARY_STAR;
			case SET_COOKIE -> SET_COOKIE;
			case AUTHORIZATION -> AUTHORIZATION;
			case COOKIE -> COOKIE;
			default -> null;
		};
	}

	/**
	 * The name in a route's {@code ignore}.
	 * @return for example {@code no-store}
	 */
	public String propertyValue() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
