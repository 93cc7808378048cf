package io.httpcache.benchmarks;

import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A transport that answers every request from memory and counts them.
 */
final class CannedOrigin implements ClientHttpRequestFactory {

	private final Supplier<? extends ClientHttpResponse> answer;

	private final LongAdder requests = new LongAdder();

	CannedOrigin(Supplier<? extends ClientHttpResponse> answer) {
		this.answer = answer;
	}

	static CannedOrigin of(CannedResponse response) {
		return new CannedOrigin(() -> response);
	}

	long requests() {
		return this.requests.sum();
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new Request(uri, method);
	}

	private final class Request implements ClientHttpRequest {

		private final URI uri;

		private final HttpMethod method;

		private final HttpHeaders headers = new HttpHeaders();

		private final Map<String, Object> attributes = new HashMap<>();

		Request(URI uri, HttpMethod method) {
			this.uri = uri;
			this.method = method;
		}

		@Override
		public ClientHttpResponse execute() {
			CannedOrigin.this.requests.increment();
			return CannedOrigin.this.answer.get();
		}

		@Override
		public OutputStream getBody() {
			return OutputStream.nullOutputStream();
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
