package io.httpcache.client.blocking;

import java.io.IOException;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A request where it enters the cache.
 *
 * @param request the request as it goes on the wire
 * @param body its body
 * @param network sends it
 */
record BlockingEntry(HttpRequest request, byte[] body, ClientHttpRequestExecution network) {

	ClientHttpResponse send(HttpRequest request) throws IOException {
		return this.network.execute(request, this.body);
	}

}
