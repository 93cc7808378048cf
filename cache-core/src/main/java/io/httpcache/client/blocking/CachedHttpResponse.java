package io.httpcache.client.blocking;

import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

import io.httpcache.client.ServedResponse;

/**
 * A response from memory. Its body can be read any number of times.
 */
final class CachedHttpResponse implements ClientHttpResponse {

	private final ServedResponse served;

	CachedHttpResponse(ServedResponse served) {
		this.served = served;
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.served.status());
	}

	@Override
	public String getStatusText() {
		HttpStatus status = HttpStatus.resolve(this.served.status());
		return (status != null) ? status.getReasonPhrase() : "";
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.served.headers();
	}

	@Override
	public InputStream getBody() {
		return new SharedBytesInputStream(this.served.body(), this.served.offset(), this.served.length());
	}

	@Override
	public void close() {
		// Nothing is open
	}

}
