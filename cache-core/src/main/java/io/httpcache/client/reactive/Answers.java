package io.httpcache.client.reactive;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

import io.httpcache.client.ServedResponse;

/**
 * Makes the responses that callers get.
 */
final class Answers {

	private static final ClientResponse NONE = ClientResponse.create(HttpStatusCode.valueOf(200)).build();

	private Answers() {
	}

	/** A response from memory. */
	static ClientResponse fromCache(ClientRequest request, ExchangeStrategies codecs, ServedResponse served) {
		return build(new Served(request, codecs, served), new WireRequest(request, request.headers()));
	}

	/** The origin's response with other headers and body. */
	static ClientResponse forwarded(ClientResponse origin, HttpHeaders headers, Flux<DataBuffer> body) {
		return build(new Forwarded(origin, headers, body), origin.request());
	}

	/** The origin's response with other headers and its body from memory. */
	static ClientResponse readAhead(ClientResponse origin, HttpHeaders headers, byte[] body) {
		return forwarded(origin, headers, new MemoryBody(body, 0, body.length));
	}

	/**
	 * Spring's own response over a head: headers are not copied, the body is as given.
	 */
	private static ClientResponse build(ClientResponse head, HttpRequest request) {
		return head.mutate().request(request).build();
	}

	/**
	 * As much of a response as its builder asks for.
	 */
	private abstract static class Head extends ClientResponseWrapper implements ClientResponse.Headers {

		private final HttpHeaders headers;

		private final Flux<DataBuffer> body;

		Head(ClientResponse origin, HttpHeaders headers, Flux<DataBuffer> body) {
			super(origin);
			this.headers = headers;
			this.body = body;
		}

		@Override
		public Headers headers() {
			return this;
		}

		@Override
		public HttpHeaders asHttpHeaders() {
			return this.headers;
		}

		@Override
		public OptionalLong contentLength() {
			long length = this.headers.getContentLength();
			return (length >= 0) ? OptionalLong.of(length) : OptionalLong.empty();
		}

		@Override
		public Optional<MediaType> contentType() {
			return Optional.ofNullable(this.headers.getContentType());
		}

		@Override
		public List<String> header(String name) {
			return this.headers.getOrEmpty(name);
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> Flux<T> bodyToFlux(Class<? extends T> type) {
			// The builder takes the buffers
			return (Flux<T>) this.body;
		}

	}

	private static final class Forwarded extends Head {

		Forwarded(ClientResponse origin, HttpHeaders headers, Flux<DataBuffer> body) {
			super(origin, headers, body);
		}

	}

	private static final class Served extends Head {

		private final ClientRequest request;

		private final ExchangeStrategies codecs;

		private final HttpStatusCode status;

		Served(ClientRequest request, ExchangeStrategies codecs, ServedResponse served) {
			super(NONE, served.headers(), new MemoryBody(served.body(), served.offset(), served.length()));
			this.request = request;
			this.codecs = codecs;
			this.status = HttpStatusCode.valueOf(served.status());
		}

		@Override
		public HttpStatusCode statusCode() {
			return this.status;
		}

		@Override
		public ExchangeStrategies strategies() {
			return this.codecs;
		}

		@Override
		public String logPrefix() {
			return this.request.logPrefix();
		}

		@Override
		public MultiValueMap<String, ResponseCookie> cookies() {
			MultiValueMap<String, ResponseCookie> cookies = new LinkedMultiValueMap<>();
			header(HttpHeaders.SET_COOKIE).forEach((line) -> SetCookie.parse(line, cookies));
			return cookies;
		}

	}

}
