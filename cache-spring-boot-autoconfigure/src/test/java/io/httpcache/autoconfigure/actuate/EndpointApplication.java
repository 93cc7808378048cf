package io.httpcache.autoconfigure.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole application with the endpoint, on a real server, and a client that speaks plain
 * HTTP to it.
 */
final class EndpointApplication implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final RestClient client;

	private final String endpoint;

	private EndpointApplication(ConfigurableApplicationContext context, String endpoint) {
		this.context = context;
		this.client = context.getBean(RestClient.Builder.class).build();
		this.endpoint = endpoint;
	}

	static EndpointApplication start(WebApplicationType type, Clock clock, String... properties) {
		return start(type, Map.of("clock", clock), properties);
	}

	static EndpointApplication start(WebApplicationType type, Map<String, Object> beans, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "logging.level.root=warn", "spring.http.clients.imperative.factory=jdk",
				"management.endpoints.web.exposure.include=httpcache,health"));
		Collections.addAll(all, properties);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).web(type)
			.properties(all.toArray(String[]::new))
			.initializers((it) -> beans.forEach(it.getBeanFactory()::registerSingleton))
			.run();
		boolean separate = context.getEnvironment().containsProperty("management.server.port");
		String port = context.getEnvironment().getProperty(separate ? "local.management.port" : "local.server.port");
		String base = context.getEnvironment()
			.getProperty(separate ? "management.server.base-path" : "server.servlet.context-path", "");
		String path = context.getEnvironment().getProperty("management.endpoints.web.base-path", "/actuator");
		return new EndpointApplication(context, "http://127.0.0.1:" + port + base + path + "/httpcache");
	}

	/** Sends a request of the application itself. */
	ResponseEntity<String> call(TestOrigin origin, String target) {
		return this.client.get().uri(origin.uri(target)).retrieve().onStatus((status) -> true, (request, response) -> {
		}).toEntity(String.class);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	boolean contains(Class<?> type) {
		return this.context.getBeanProvider(type).stream().findAny().isPresent();
	}

	String endpoint() {
		return this.endpoint;
	}

	JsonNode json(String path) {
		HttpResponse<String> response = get(path, "application/json");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	HttpResponse<String> get(String path, @Nullable String accept) {
		HttpRequest.Builder request = request(path);
		if (accept != null) {
			request.header("Accept", accept);
		}
		return send(request.GET());
	}

	HttpResponse<String> delete(String path) {
		return send(request(path).DELETE());
	}

	HttpResponse<String> post(String path) {
		return send(request(path).POST(BodyPublishers.noBody()));
	}

	HttpResponse<String> post(String path, String json) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.endpoint + path));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
