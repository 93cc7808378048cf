package io.httpcache.autoconfigure.insight;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.engine.Assessment;

/**
 * What a request that reached the origin showed: of itself, and of the answer.
 *
 * @param status the status of the response, of the stored one after a 304
 * @param confirmed whether the origin said 304
 * @param assessment what the answer would be worth under other rules; its facts hold no
 * value of a header
 * @param notStored why it was not stored, or {@code null}
 * @param length the length of the body, or -1 when it is not known
 * @param weight what the stored response weighs, or 0
 * @param body a fingerprint of the body, or 0 when it is not known
 * @param insists whether the request wanted the origin's word whatever is stored
 * @param headers what separates callers
 * @param parameters the query
 * @param vary the request fields that select the response
 */
record Fetched(int status, boolean confirmed, Assessment assessment, @Nullable CacheReason notStored, long length,
		int weight, long body, boolean insists, Parts headers, Parts parameters, Parts vary) {

}
