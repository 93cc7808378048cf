package com.example.servlet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOptions;
import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;

/**
 * What has to be so.
 */
@Component
class Facts implements CommandLineRunner {

	private final Origin origin = new Origin();

	private final RestClient.Builder builder;

	private final RestTemplateBuilder templates;

	private final HttpCache cache;

	Facts(RestClient.Builder builder, RestTemplateBuilder templates, HttpCache cache) throws IOException {
		this.builder = builder;
		this.templates = templates;
		this.cache = cache;
	}

	@Override
	public void run(String... args) {
		check(present("jakarta.servlet.Servlet"), "there is a servlet stack");
		check(!present("org.springframework.web.reactive.function.client.WebClient"), "there is no WebClient");
		check(!present("io.micrometer.core.instrument.MeterRegistry"), "there is no Micrometer");
		RestClient client = this.builder.build();
		check(outcome(get(client, this.origin.uri("/a"))) == CacheOutcome.MISS, "the first call is a miss");
		check(outcome(get(client, this.origin.uri("/a"))) == CacheOutcome.HIT, "the second call is a hit");
		check(outcome(this.templates.build().getForEntity(this.origin.uri("/a"), Item.class)) == CacheOutcome.HIT,
				"a RestTemplate shares it");
		check(this.origin.requests.get() == 1, "one request reached the origin");
		ResponseEntity<Item> fresh = client.get()
			.uri(this.origin.uri("/a"))
			.attributes(CacheOptions.forceRefresh())
			.retrieve()
			.toEntity(Item.class);
		check(outcome(fresh) == CacheOutcome.MISS && fresh.getBody().id() == 1, "an option holds");
		check(this.cache.entries(10).size() == 1, "one response is stored");
		this.cache.evict(this.origin.uri("/a"));
		check(this.cache.entries(10).isEmpty(), "and evicted");
	}

	private static ResponseEntity<Item> get(RestClient client, URI uri) {
		return client.get().uri(uri).retrieve().toEntity(Item.class);
	}

	static void check(boolean fact, String what) {
		if (!fact) {
			throw new IllegalStateException("It is not so that " + what);
		}
		System.out.println("  " + what);
	}

	static boolean present(String type) {
		return ClassUtils.isPresent(type, SpringApplication.class.getClassLoader());
	}

	static CacheOutcome outcome(ResponseEntity<?> response) {
		CacheStatus status = CacheStatus.from(response.getHeaders());
		return (status != null) ? status.outcome() : null;
	}

	record Item(int id) {

	}

	/**
	 * An API on a port of its own that counts what reaches it.
	 */
	static final class Origin {

		private final HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);

		private final AtomicInteger requests = new AtomicInteger();

		Origin() throws IOException {
			this.server.createContext("/", (exchange) -> {
				this.requests.incrementAndGet();
				byte[] body = "{\"id\":1}".getBytes();
				exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
			this.server.start();
		}

		URI uri(String path) {
			return URI.create("http://localhost:" + this.server.getAddress().getPort() + path);
		}

	}

}
