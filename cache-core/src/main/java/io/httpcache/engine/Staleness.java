package io.httpcache.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.CacheControl;

/**
 * Whether and how long a stale response may be used (RFC 9111 §4.2.4, RFC 5861). A
 * configured window takes the place of the origin's; prohibitions hold unless the route
 * ignores them.
 */
final class Staleness {

	private final CacheMode mode;

	Staleness(CacheMode mode) {
		this.mode = mode;
	}

	/** Whether a response is validated before each use (RFC 9111 §5.2.2.4). */
	boolean alwaysValidates(ResponseFacts facts, CachePolicy policy) {
		return facts.noCache() && !policy.ignores(Prohibition.NO_CACHE);
	}

	/** Whether a response is never used stale (RFC 9111 §4.2.4). */
	boolean isForbidden(ResponseFacts facts, CachePolicy policy) {
		return alwaysValidates(facts, policy)
				|| (facts.mustRevalidate() && !policy.ignores(Prohibition.MUST_REVALIDATE))
				|| (this.mode == CacheMode.SHARED
						&& ((facts.proxyRevalidate() && !policy.ignores(Prohibition.PROXY_REVALIDATE))
								|| (facts.sharedMaxAge() && !policy.ignores(Prohibition.S_MAXAGE))));
	}

	/** The window of stale-while-revalidate in milliseconds, 0 for none. */
	long whileRevalidate(ResponseFacts facts, CachePolicy policy) {
		if (isForbidden(facts, policy)) {
			return 0;
		}
		return window(policy.staleWhileRevalidate(), facts.staleWhileRevalidate());
	}

	/** The window of stale-if-error for a request in milliseconds, 0 for none. */
	long ifError(ResponseFacts facts, CachePolicy policy, CacheRequest request) {
		if (isForbidden(facts, policy)) {
			return 0;
		}
		if (request.options().staleIfError() != null) {
			return Freshness.millis(request.options().staleIfError());
		}
		// RFC 5861 §4 lets the request give the directive too
		long asked = request.directives().staleIfError();
		long given = (asked == CacheControl.ABSENT) ? facts.staleIfError()
				: Math.max(asked * 1000, facts.staleIfError());
		return window(policy.staleIfError(), given);
	}

	/**
	 * The window for standing in for an origin that is slow, in milliseconds, 0 for none:
	 * that of an origin that fails, and where nothing says that, as long as a response is
	 * kept for its validator.
	 */
	long ifSlow(ResponseFacts facts, CachePolicy policy) {
		if (policy.softTimeout() == null || policy.softTimeout().isZero() || isForbidden(facts, policy)) {
			return 0;
		}
		long ifError = window(policy.staleIfError(), facts.staleIfError());
		return (ifError > 0) ? ifError : Storing.VALIDATION_MARGIN;
	}

	/** The window that somebody allowed by hand, in milliseconds, 0 for none. */
	long ifAllowed(ResponseFacts facts, CachePolicy policy, long allowed) {
		return (allowed > 0 && !isForbidden(facts, policy)) ? allowed : 0;
	}

	/** The longest time after expiry for which a response may be of use. */
	long longestWindow(ResponseFacts facts, CachePolicy policy, @Nullable Duration requestedIfError) {
		if (isForbidden(facts, policy)) {
			return 0;
		}
		long ifError = (requestedIfError != null) ? Freshness.millis(requestedIfError)
				: window(policy.staleIfError(), facts.staleIfError());
		return Math.max(Math.max(ifError, ifSlow(facts, policy)),
				window(policy.staleWhileRevalidate(), facts.staleWhileRevalidate()));
	}

	private static long window(@Nullable Duration configured, long origin) {
		return (configured != null) ? Freshness.millis(configured) : Math.max(0, origin);
	}

}
