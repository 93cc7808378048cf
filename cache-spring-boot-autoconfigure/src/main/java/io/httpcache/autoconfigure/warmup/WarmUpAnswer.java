package io.httpcache.autoconfigure.warmup;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;

/**
 * The head of an answer, and whether it made the cache warm.
 *
 * @param status the status
 * @param headers the header fields
 */
record WarmUpAnswer(int status, HttpHeaders headers) {

	/**
	 * Why the next one who asks will have to wait.
	 * @param cacheName the name of this cache: others may stand behind it
	 * @return the reason, or {@code null} when nothing is wrong
	 */
	@Nullable String problem(String cacheName) {
		CacheStatus cache = CacheStatus.from(this.headers);
		if (cache == null || !cache.name().equals(cacheName)) {
			return "this client does not have the cache";
		}
		if (cache.outcome() == CacheOutcome.UNSATISFIABLE) {
			return "nothing is stored, and the cache is offline";
		}
		if (cache.outcome() == CacheOutcome.STALE_IF_ERROR) {
			return "the origin failed, and what is stored is stale";
		}
		if (this.status >= 400) {
			HttpStatus known = HttpStatus.resolve(this.status);
			return "status " + this.status + ((known != null) ? " " + known.getReasonPhrase() : "");
		}
		return switch (cache.outcome()) {
			case BYPASS -> "passed by the cache: " + cache.detail();
			case MISS -> cache.stored() ? null : "not stored: " + cache.detail();
			default -> null;
		};
	}

}
