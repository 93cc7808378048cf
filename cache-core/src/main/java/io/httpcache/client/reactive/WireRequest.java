package io.httpcache.client.reactive;

import java.net.URI;
import java.util.Map;
import java.util.StringJoiner;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * A {@code WebClient}'s request as it goes on the wire.
 *
 * @param request the request
 * @param headers its headers, with the cookies that it keeps apart from them
 */
record WireRequest(ClientRequest request, HttpHeaders headers) implements HttpRequest {

	static WireRequest of(ClientRequest request) {
		return new WireRequest(request,
				request.cookies().isEmpty() ? request.headers() : withCookies(request, request.headers()));
	}

	/** In one line, as RFC 6265 §5.4 has it and the blocking clients send it. */
	private static HttpHeaders withCookies(ClientRequest request, HttpHeaders headers) {
		StringJoiner line = new StringJoiner("; ");
		request.cookies().forEach((name, values) -> values.forEach((value) -> line.add(name + "=" + value)));
		HttpHeaders copy = HttpHeaders.copyOf(headers);
		copy.add(HttpHeaders.COOKIE, line.toString());
		return copy;
	}

	@Override
	public HttpMethod getMethod() {
		return this.request.method();
	}

	@Override
	public URI getURI() {
		return this.request.url();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.request.attributes();
	}

}
