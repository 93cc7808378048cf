package io.httpcache.client.blocking;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * The origin's response with the cache's word about it in the headers, and where a part
 * of the body has been read ahead, with a body that begins with that part.
 */
final class ForwardedHttpResponse implements ClientHttpResponse {

	private final ClientHttpResponse origin;

	private final HttpHeaders headers;

	private final @Nullable InputStream body;

	private final Runnable onClose;

	ForwardedHttpResponse(ClientHttpResponse origin, HttpHeaders headers) {
		this(origin, headers, null, () -> {
		});
	}

	ForwardedHttpResponse(ClientHttpResponse origin, HttpHeaders headers, @Nullable InputStream body,
			Runnable onClose) {
		this.origin = origin;
		this.headers = headers;
		this.body = body;
		this.onClose = onClose;
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.origin.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.origin.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public InputStream getBody() throws IOException {
		return (this.body != null) ? this.body : this.origin.getBody();
	}

	@Override
	public void close() {
		try {
			this.origin.close();
		}
		finally {
			this.onClose.run();
		}
	}

}
