package io.httpcache;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Leave to answer with stale responses for a while, given by hand during an outage.
 * Immutable.
 *
 * @param route the name of the route it is for, or {@code null} for all URLs
 * @param maxStale for how long after the end of its freshness a response may answer
 * @param until when the leave ends by itself
 * @see HttpCache#serveStale
 */
public record StaleAllowance(@Nullable String route, Duration maxStale, Instant until) {

}
