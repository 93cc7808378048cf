package io.httpcache.model;

import io.httpcache.CacheOutcome;

/**
 * What a caller sees of a request.
 *
 * @param outcome what the cache did, {@code null} when the call failed
 * @param status the status, 0 when the call failed
 * @param body the body
 * @param asked how many requests the origin got
 */
record Seen(CacheOutcome outcome, int status, String body, int asked) {

	static Seen failure() {
		return new Seen(null, 0, "", 1);
	}

}
