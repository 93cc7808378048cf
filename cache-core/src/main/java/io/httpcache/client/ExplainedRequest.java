package io.httpcache.client;

import java.net.URI;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;

/**
 * A GET that nobody sends.
 *
 * @param uri the URI
 * @param headers the header fields
 */
record ExplainedRequest(URI uri, HttpHeaders headers) implements HttpRequest {

	@Override
	public HttpMethod getMethod() {
		return HttpMethod.GET;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return Map.of();
	}

}
