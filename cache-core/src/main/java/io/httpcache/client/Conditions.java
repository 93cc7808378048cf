package io.httpcache.client;

import org.springframework.http.HttpHeaders;

import io.httpcache.engine.RequestDecision;

/**
 * Puts the conditions of a fetch into request headers.
 */
public final class Conditions {

	private Conditions() {
	}

	/**
	 * The headers to send.
	 * @param headers the caller's headers, left as they are
	 * @param fetch the fetch
	 * @return a copy with the conditions of the fetch in the place of the caller's
	 */
	public static HttpHeaders apply(HttpHeaders headers, RequestDecision.Fetch fetch) {
		HttpHeaders copy = HttpHeaders.copyOf(headers);
		replace(copy, fetch);
		return copy;
	}

	/**
	 * Puts the conditions of a fetch in the place of the caller's.
	 * @param headers the headers to change
	 * @param fetch the fetch
	 */
	public static void replace(HttpHeaders headers, RequestDecision.Fetch fetch) {
		headers.remove(HttpHeaders.IF_NONE_MATCH);
		headers.remove(HttpHeaders.IF_MODIFIED_SINCE);
		fetch.conditions().forEach(headers::add);
	}

}
