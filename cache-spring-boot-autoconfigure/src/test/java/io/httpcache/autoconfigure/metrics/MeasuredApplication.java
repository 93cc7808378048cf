package io.httpcache.autoconfigure.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.autoconfigure.HttpCacheExecutor;
import io.httpcache.test.MutableClock;
import io.httpcache.test.OriginRequest;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

/**
 * A whole application with metrics, and requests that have every outcome.
 */
final class MeasuredApplication implements AutoCloseable {

	private final MutableClock clock;

	private final TestOrigin origin;

	private final ConfigurableApplicationContext context;

	private final RestClient restClient;

	private final WebClient webClient;

	private volatile boolean down;

	private int round;

	MeasuredApplication(TestOrigin origin, MutableClock clock) {
		this.origin = origin;
		this.clock = clock;
		origin.respondWith(this::answer);
		List<String> properties = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--management.endpoints.web.exposure.include=prometheus", "--spring.main.banner-mode=off",
				"--logging.level.root=warn", "--httpcache.routes.fast.url=/fast/**",
				"--httpcache.routes.unstored.url=/unstored/**", "--httpcache.routes.stale.url=/stale/**",
				"--spring.http.clients.imperative.factory=jdk", "--spring.http.clients.cookie-handling=disable"));
		this.context = new SpringApplicationBuilder(Application.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("clock", (Clock) clock))
			.run(properties.toArray(String[]::new));
		this.restClient = this.context.getBean(RestClient.Builder.class)
			.baseUrl(origin.url())
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
		this.webClient = this.context.getBean(WebClient.Builder.class)
			.baseUrl(origin.url())
			.clientConnector(new JdkClientHttpConnector())
			.build();
	}

	private Reply answer(OriginRequest request) {
		if (this.down) {
			return Reply.of(503);
		}
		Reply reply = Reply.of((request.header("If-None-Match") != null) ? 304 : 200);
		if (request.target().startsWith("/unstored")) {
			return reply.header("Cache-Control", "no-store").body("unstored");
		}
		reply.header("ETag", "\"a\"");
		reply.header("Cache-Control", request.target().startsWith("/stale")
				? "max-age=10, stale-while-revalidate=30, stale-if-error=300" : "max-age=60");
		return (request.header("If-None-Match") != null) ? reply : reply.body("hello");
	}

	int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** Requests with every outcome but COLLAPSED. */
	void traffic() {
		this.round++;
		get("/fast/" + this.round + "?token=secret-value");
		get("/fast/" + this.round + "?token=secret-value");
		get("/unstored/" + this.round);
		get("/stale/1");
		this.clock.advance(Duration.ofSeconds(15));
		get("/stale/1");
		this.clock.advance(Duration.ofSeconds(60));
		this.down = true;
		get("/stale/1");
		this.down = false;
		this.clock.advance(Duration.ofSeconds(10));
		get("/fast/" + this.round + "?token=secret-value");
		this.restClient.get()
			.uri("/nothing")
			.header("Cache-Control", "only-if-cached")
			.header("X-Tenant", "secret-tenant")
			.retrieve()
			.toBodilessEntity();
		this.restClient.post().uri("/fast/1").retrieve().toBodilessEntity();
		this.webClient.get().uri("/fast/" + this.round).retrieve().toBodilessEntity().block();
		this.webClient.get().uri("/fast/" + this.round).retrieve().toBodilessEntity().block();
	}

	private void get(String uri) {
		this.restClient.get().uri(uri).retrieve().toBodilessEntity();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		HttpCacheExecutor httpCacheExecutor() {
			return Runnable::run;
		}

	}

}
