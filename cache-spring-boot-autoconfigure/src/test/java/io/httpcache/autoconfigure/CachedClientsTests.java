package io.httpcache.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;

import static org.assertj.core.api.Assertions.assertThat;

class CachedClientsTests {

	private final AtomicInteger requests = new AtomicInteger();

	private HttpServer origin;

	private String url;

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
					HttpMessageConvertersAutoConfiguration.class, RestClientAutoConfiguration.class,
					RestTemplateAutoConfiguration.class, HttpServiceClientPropertiesAutoConfiguration.class,
					HttpServiceClientAutoConfiguration.class, HttpCacheAutoConfiguration.class,
					RestClientHttpCacheAutoConfiguration.class, RestTemplateHttpCacheAutoConfiguration.class));

	@BeforeEach
	void startOrigin() throws IOException {
		this.origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.origin.createContext("/", this::answer);
		this.origin.start();
		this.url = "http://localhost:" + this.origin.getAddress().getPort();
	}

	private void answer(HttpExchange exchange) throws IOException {
		byte[] body = ("answer " + this.requests.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@AfterEach
	void stopOrigin() {
		this.origin.stop(0);
	}

	@Test
	void restClientOfTheInjectedBuilder() {
		this.runner.run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			assertMissThenHit(() -> client.get().uri(this.url + "/x").retrieve().toEntity(String.class));
		});
	}

	@Test
	void restTemplateOfTheInjectedBuilder() {
		this.runner.run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			assertMissThenHit(() -> template.getForEntity(this.url + "/x", String.class));
		});
	}

	@Test
	void httpInterfaceOfAnImportedGroup() {
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.serviceclient.echo.base-url=" + this.url)
			.run((context) -> {
				EchoService service = context.getBean(EchoService.class);
				assertMissThenHit(service::get);
			});
	}

	private void assertMissThenHit(Call call) {
		ResponseEntity<String> first = call.run();
		ResponseEntity<String> second = call.run();
		assertThat(CacheStatus.from(first.getHeaders())).extracting(CacheStatus::outcome).isEqualTo(CacheOutcome.MISS);
		assertThat(CacheStatus.from(second.getHeaders())).extracting(CacheStatus::outcome).isEqualTo(CacheOutcome.HIT);
		assertThat(second.getBody()).isEqualTo("answer 1");
	}

	interface Call {

		ResponseEntity<String> run();

	}

	interface EchoService {

		@GetExchange("/x")
		ResponseEntity<String> get();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "echo", types = EchoService.class)
	static class Services {

	}

}
