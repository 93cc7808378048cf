package com.example.both;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.CommandLineRunner;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;

/**
 * What has to be so.
 */
@Component
class Facts implements CommandLineRunner {

	private final Origin origin = new Origin();

	private final RestClient.Builder blocking;

	private final WebClient.Builder reactive;

	private final MeterRegistry registry;

	Facts(RestClient.Builder blocking, WebClient.Builder reactive, MeterRegistry registry) throws IOException {
		this.blocking = blocking;
		this.reactive = reactive;
		this.registry = registry;
	}

	@Override
	public void run(String... args) {
		URI uri = this.origin.uri("/a");
		check(outcome(this.blocking.build().get().uri(uri).retrieve().toEntity(Item.class)) == CacheOutcome.MISS,
				"the first call is a miss");
		check(outcome(this.reactive.build().get().uri(uri).retrieve().toEntity(Item.class).block()) == CacheOutcome.HIT,
				"a client of the other kind has a hit");
		check(this.origin.requests.get() == 1, "one request reached the origin");
		check(this.registry.get("httpcache.requests").tag("outcome", "HIT").timer().count() == 1, "a meter counts it");
	}

	static void check(boolean fact, String what) {
		if (!fact) {
			throw new IllegalStateException("It is not so that " + what);
		}
		System.out.println("  " + what);
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
