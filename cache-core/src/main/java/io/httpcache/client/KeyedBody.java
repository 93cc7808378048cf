package io.httpcache.client;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;

import io.httpcache.CacheReason;
import io.httpcache.route.KeyBody;
import io.httpcache.route.Route;

/**
 * What of a request body belongs to the key.
 *
 * @param bytes what to digest, or {@code null} when the body is no part of the key
 * @param refusal why the request passes by, or {@code null}
 */
record KeyedBody(byte @Nullable [] bytes, @Nullable CacheReason refusal) {

	private static final KeyedBody NONE = new KeyedBody(null, null);

	static KeyedBody of(HttpRequest request, Route route, byte[] body) {
		if (body.length == 0) {
			return NONE;
		}
		if (route.keyBody() == KeyBody.NONE) {
			// A body that says what is asked for, and is no part of the key
			return new KeyedBody(null, CacheReason.REQUEST_BODY);
		}
		return new KeyedBody(body, null);
	}

}
