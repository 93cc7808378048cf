package com.example.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;

import redis.embedded.RedisServer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;

/**
 * Starts two instances over one Redis, looks whether they share, and ends: with 0 if they do.
 */
@SpringBootApplication
public class RedisApplication {

	public static void main(String[] args) throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		RedisServer redis = new RedisServer(port);
		redis.start();
		try (ConfigurableApplicationContext first = start(port); ConfigurableApplicationContext second = start(port)) {
			look(first, second, new Origin());
		}
		finally {
			redis.stop();
		}
		System.exit(0);
	}

	private static ConfigurableApplicationContext start(int port) {
		return SpringApplication.run(RedisApplication.class, "--spring.data.redis.port=" + port);
	}

	private static void look(ConfigurableApplicationContext first, ConfigurableApplicationContext second, Origin origin) {
		URI uri = origin.uri("/a");
		check(get(first, uri) == CacheOutcome.MISS, "the first call is a miss");
		check(get(second, uri) == CacheOutcome.HIT, "the other instance has a hit");
		check(origin.requests.get() == 1, "one request reached the origin");
		first.getBean(HttpCache.class).evict(uri);
		check(get(second, uri) == CacheOutcome.MISS, "an eviction reaches the other instance");
	}

	private static CacheOutcome get(ConfigurableApplicationContext instance, URI uri) {
		RestClient client = instance.getBean(RestClient.Builder.class).build();
		CacheStatus status = CacheStatus.from(client.get().uri(uri).retrieve().toBodilessEntity().getHeaders());
		return (status != null) ? status.outcome() : null;
	}

	private static void check(boolean fact, String what) {
		if (!fact) {
			throw new IllegalStateException("It is not so that " + what);
		}
		System.out.println("  " + what);
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
