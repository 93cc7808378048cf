package io.httpcache.benchmarks;

import java.io.IOException;
import java.net.URI;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What one writes in half an hour: a map from URI to response, with no rules at all. Each
 * caller gets headers of its own.
 */
final class NaiveCaffeineInterceptor implements ClientHttpRequestInterceptor {

	private final Cache<URI, CannedResponse> cache = Caffeine.newBuilder().maximumSize(100_000).build();

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		CannedResponse cached = this.cache.getIfPresent(request.getURI());
		if (cached == null) {
			try (ClientHttpResponse response = execution.execute(request, body)) {
				cached = new CannedResponse(HttpHeaders.copyOf(response.getHeaders()),
						response.getBody().readAllBytes());
			}
			this.cache.put(request.getURI(), cached);
		}
		return new CannedResponse(HttpHeaders.copyOf(cached.getHeaders()), cached.body());
	}

}
