package io.httpcache.autoconfigure.warmup;

import java.net.URI;
import java.net.URISyntaxException;

import org.springframework.web.client.RestClient;

import io.httpcache.WarmUpRequest;

/**
 * Warms up by a {@code RestClient}.
 */
final class RestWarmUpClient implements WarmUpClient {

	private final RestClient client;

	RestWarmUpClient(RestClient client) {
		this.client = client;
	}

	@Override
	public WarmUpAnswer get(WarmUpRequest request) {
		RestClient.RequestHeadersUriSpec<?> spec = this.client.get();
		return ((request.client() != null) ? spec.uri(request.url()) : absolute(spec, request.url()))
			.headers((headers) -> request.headers().forEach(headers::set))
			.exchange((sent, answer) -> new WarmUpAnswer(answer.getStatusCode().value(), answer.getHeaders()));
	}

	/** A whole URL is what it is, percent-encoding included, and no template. */
	private static RestClient.RequestHeadersSpec<?> absolute(RestClient.RequestHeadersUriSpec<?> spec, String url) {
		try {
			return spec.uri(new URI(url));
		}
		catch (URISyntaxException ex) {
			return spec.uri(url);
		}
	}

}
