package io.httpcache.autoconfigure.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.httpcache.StaleAllowance;

/**
 * Leave to answer with stale responses, in the JSON.
 *
 * @param route the name of the route, or {@code null} for all URLs
 * @param maxStaleSeconds for how long after the end of its freshness a response may
 * answer
 * @param until when the leave ends
 */
record Allowance(@Nullable String route, long maxStaleSeconds, Instant until) implements OperationResponseBody {

	static Allowance of(StaleAllowance allowance) {
		return new Allowance(allowance.route(), allowance.maxStale().toSeconds(), allowance.until());
	}

}
