package io.httpcache.engine;

import java.util.List;

/**
 * What decides about the reuse of a response, read from its fields once. Times are epoch
 * milliseconds, durations milliseconds; {@link #ABSENT} where the response says nothing.
 *
 * @param requestTime when the request was sent
 * @param responseTime when the response arrived
 * @param initialAge the corrected initial age (RFC 9111 §4.2.3)
 * @param originLifetime the freshness lifetime that the origin gave (RFC 9111 §4.2.1)
 * @param sinceModified the time from {@code Last-Modified} to {@code Date}, where a guess
 * is allowed (RFC 9111 §4.2.2)
 * @param staleWhileRevalidate the origin's window (RFC 5861 §3)
 * @param staleIfError the origin's window (RFC 5861 §4)
 * @param requestedTtl the time to live that the request asked for
 * @param noCache unqualified {@code no-cache} (RFC 9111 §5.2.2.4)
 * @param mustRevalidate {@code must-revalidate} (RFC 9111 §5.2.2.2)
 * @param proxyRevalidate {@code proxy-revalidate} (RFC 9111 §5.2.2.8)
 * @param sharedMaxAge {@code s-maxage} is there (RFC 9111 §5.2.2.10)
 * @param configurable whether a configured freshness may apply to it
 * @param expired whether it was made stale by hand
 * @param varyNames the request fields that select it, lower case
 * @param varyValues their normalised values, in the same order, empty for absent
 */
public record ResponseFacts(long requestTime, long responseTime, long initialAge, long originLifetime,
		long sinceModified, long staleWhileRevalidate, long staleIfError, long requestedTtl, boolean noCache,
		boolean mustRevalidate, boolean proxyRevalidate, boolean sharedMaxAge, boolean configurable, boolean expired,
		List<String> varyNames, List<String> varyValues) {

	/** What a duration is when the response does not say. */
	public static final long ABSENT = -1;

	public ResponseFacts {
		varyNames = List.copyOf(varyNames);
		varyValues = List.copyOf(varyValues);
	}

	/**
	 * The same facts, stale from now on.
	 * @return a copy
	 */
	public ResponseFacts asExpired() {
		return new ResponseFacts(this.requestTime, this.responseTime, this.initialAge, this.originLifetime,
				this.sinceModified, this.staleWhileRevalidate, this.staleIfError, this.requestedTtl, this.noCache,
				this.mustRevalidate, this.proxyRevalidate, this.sharedMaxAge, this.configurable, true, this.varyNames,
				this.varyValues);
	}

}
