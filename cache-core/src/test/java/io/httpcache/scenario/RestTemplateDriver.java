package io.httpcache.scenario;

import java.nio.charset.StandardCharsets;

import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

import io.httpcache.HttpCache;

/**
 * Plays scenarios with a {@code RestTemplate}.
 */
final class RestTemplateDriver implements ScenarioDriver {

	private final ClientHttpRequestFactory transport = PlainTransport.create();

	@Override
	public String name() {
		return "RestTemplate";
	}

	@Override
	public Client connect(HttpCache cache) {
		RestTemplate template = cache.applyTo(new RestTemplate(this.transport));
		template.setErrorHandler((response) -> false);
		return (request, options) -> options
			.call(() -> template.execute(request.getUrl(), request.getMethod(), (sent) -> {
				sent.getHeaders().putAll(request.getHeaders());
				if (request.getBody() != null) {
					sent.getBody().write(request.getBody());
				}
			}, (response) -> ResponseEntity.status(response.getStatusCode())
				.headers(response.getHeaders())
				.body(new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8))));
	}

}
