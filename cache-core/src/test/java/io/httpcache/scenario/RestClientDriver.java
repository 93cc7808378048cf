package io.httpcache.scenario;

import java.nio.charset.StandardCharsets;

import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.HttpCache;

/**
 * Plays scenarios with a {@code RestClient}.
 */
final class RestClientDriver implements ScenarioDriver {

	private final ClientHttpRequestFactory transport = PlainTransport.create();

	@Override
	public String name() {
		return "RestClient";
	}

	@Override
	public Client connect(HttpCache cache) {
		RestClient client = cache.applyTo(RestClient.builder()).requestFactory(this.transport).build();
		return (request, options) -> {
			RestClient.RequestBodySpec spec = client.method(request.getMethod())
				.uri(request.getUrl())
				.headers((headers) -> headers.putAll(request.getHeaders()))
				.attributes(options);
			if (request.getBody() != null) {
				spec.body(request.getBody());
			}
			return spec.exchange((sent, response) -> ResponseEntity.status(response.getStatusCode())
				.headers(response.getHeaders())
				.body(new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8)));
		};
	}

}
