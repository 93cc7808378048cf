package io.httpcache.autoconfigure.warmup;

import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.WarmUpRequest;

/**
 * Warms up by a {@code WebClient}. Loaded only where there is one.
 */
final class ReactiveWarmUpClient implements WarmUpClient {

	private final WebClient client;

	ReactiveWarmUpClient(WebClient client) {
		this.client = client;
	}

	@Override
	public WarmUpAnswer get(WarmUpRequest request) {
		WarmUpAnswer answer = this.client.get()
			.uri(request.url())
			.headers((headers) -> request.headers().forEach(headers::set))
			.exchangeToMono((response) -> response.releaseBody()
				.thenReturn(new WarmUpAnswer(response.statusCode().value(), response.headers().asHttpHeaders())))
			// An interrupt cancels the request
			.block();
		if (answer == null) {
			throw new IllegalStateException("The client gave no answer");
		}
		return answer;
	}

}
