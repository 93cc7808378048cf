package io.httpcache.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response that costs nothing to make.
 *
 * @param headers its headers
 * @param body its body
 */
record CannedResponse(HttpHeaders headers, byte[] body) implements ClientHttpResponse {

	static CannedResponse ofLength(int length) {
		return new CannedResponse(Payload.headers(length), Payload.json(length));
	}

	CannedResponse varying(String names) {
		HttpHeaders headers = HttpHeaders.copyOf(this.headers);
		headers.add(HttpHeaders.VARY, names);
		return new CannedResponse(HttpHeaders.readOnlyHttpHeaders(headers), this.body);
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatus.OK;
	}

	@Override
	public String getStatusText() {
		return "OK";
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.body);
	}

	@Override
	public void close() {
		// Nothing is open
	}

}
