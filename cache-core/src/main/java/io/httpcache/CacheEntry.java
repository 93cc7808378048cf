package io.httpcache;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A stored response as it is listed. Bodies and credentials are never part of it.
 *
 * @param url the URL, secrets redacted
 * @param route the name of the route it was stored under
 * @param method the method of the request
 * @param status the status
 * @param bytes what the entry weighs in the store
 * @param stored when the response arrived
 * @param freshUntil when it becomes stale
 * @param partition a digest of what keeps callers apart, empty for none
 * @param tags its labels
 * @param contentType the media type, or {@code null}
 */
public record CacheEntry(String url, String route, String method, int status, long bytes, Instant stored,
		Instant freshUntil, String partition, Set<String> tags, @Nullable String contentType) {

	public CacheEntry {
		tags = Set.copyOf(tags);
	}

}
