package io.httpcache.client.blocking;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.support.HttpRequestWrapper;

import io.httpcache.client.Conditions;
import io.httpcache.engine.RequestDecision;

/**
 * A request with the cache's conditions in the place of the caller's.
 */
final class ConditionalRequest extends HttpRequestWrapper {

	private final HttpHeaders headers;

	private ConditionalRequest(HttpRequest request, HttpHeaders headers) {
		super(request);
		this.headers = headers;
	}

	/**
	 * The request to send: the caller's own as long as there are no conditions to put
	 * into it. A background refresh never carries the caller's.
	 */
	static HttpRequest of(HttpRequest request, RequestDecision.Fetch fetch, boolean refresh) {
		return (fetch.conditions().lines().isEmpty() && !refresh) ? request
				: new ConditionalRequest(request, Conditions.apply(request.getHeaders(), fetch));
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

}
