package io.httpcache.scenario;

import java.time.Duration;
import java.util.Objects;

import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.HttpCache;

/**
 * Plays scenarios with a {@code WebClient}.
 */
final class WebClientDriver implements ScenarioDriver {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ClientHttpConnector transport = new ReactorClientHttpConnector(
			HttpClient.create(ConnectionProvider.newConnection())
				.disableRetry(true)
				.followRedirect(false)
				.compress(false));

	@Override
	public String name() {
		return "WebClient";
	}

	@Override
	public Client connect(HttpCache cache) {
		WebClient client = cache.applyTo(WebClient.builder()).clientConnector(this.transport).build();
		return (request, options) -> {
			WebClient.RequestBodySpec spec = client.method(Objects.requireNonNull(request.getMethod()))
				.uri(request.getUrl())
				.headers((headers) -> headers.putAll(request.getHeaders()))
				.attributes(options);
			byte[] body = request.getBody();
			if (body != null && body.length > 0) {
				spec.bodyValue(body);
			}
			return spec.exchangeToMono((response) -> response.toEntity(String.class)).block(TIMEOUT);
		};
	}

}
