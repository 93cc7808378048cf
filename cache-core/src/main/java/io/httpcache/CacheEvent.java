package io.httpcache;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One request that has been answered.
 *
 * @param method the method
 * @param url the URL, secrets redacted
 * @param route the name of the route
 * @param outcome how it was answered
 * @param reason why nothing was stored or used, or {@code null}
 * @param status the status, or {@code null} when the call failed
 * @param duration from the request's arrival at the cache to its answer
 * @param cacheStatus the {@code Cache-Status} value
 * @param tags labels of the stored response
 */
public record CacheEvent(String method, String url, String route, CacheOutcome outcome, @Nullable CacheReason reason,
		@Nullable Integer status, Duration duration, String cacheStatus, Set<String> tags) {

	public CacheEvent {
		tags = Set.copyOf(tags);
	}

}
