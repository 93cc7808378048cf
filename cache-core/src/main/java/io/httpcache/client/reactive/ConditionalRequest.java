package io.httpcache.client.reactive;

import org.springframework.web.reactive.function.client.ClientRequest;

import io.httpcache.client.Conditions;
import io.httpcache.engine.RequestDecision;

/**
 * Puts the cache's conditions into a request, in the place of the caller's.
 */
final class ConditionalRequest {

	private ConditionalRequest() {
	}

	/**
	 * The request to send: the caller's own as long as there are no conditions to put
	 * into it. A background refresh never carries the caller's.
	 */
	static ClientRequest of(ClientRequest request, RequestDecision.Fetch fetch, boolean refresh) {
		return (fetch.conditions().lines().isEmpty() && !refresh) ? request
				: ClientRequest.from(request).headers((headers) -> Conditions.replace(headers, fetch)).build();
	}

}
