package io.httpcache.autoconfigure.insight;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;

/**
 * How one request was answered.
 *
 * @param when when it was answered
 * @param method the method
 * @param url the URL, secrets redacted, cut off when it is very long
 * @param route the name of the route
 * @param outcome how it was answered
 * @param reason why nothing was stored or used, or {@code null}
 * @param status the status, or {@code null} when the call failed
 * @param duration from the request's arrival at the cache to its answer
 */
public record Decision(Instant when, String method, String url, String route, CacheOutcome outcome,
		@Nullable CacheReason reason, @Nullable Integer status, Duration duration) {

}
