package io.httpcache.client.blocking;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClient;

import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class SmokeTest {

	@Test
	void hit() throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		AtomicInteger calls = new AtomicInteger();
		server.createContext("/", (exchange) -> {
			byte[] body = ("hello " + calls.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		HttpCache cache = HttpCacheBuilder.create().build();
		RestClient client = cache.applyTo(RestClient.builder())
			.baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
			.build();
		for (int i = 0; i < 3; i++) {
			var entity = client.get().uri("/x").retrieve().toEntity(String.class);
			System.out.println(entity);
			assertThat(entity.getBody()).isEqualTo("hello 1");
		}
		client.post().uri("/x").body("a").retrieve().toBodilessEntity();
		System.out.println(client.get().uri("/x").retrieve().toEntity(String.class));
		System.out.println(cache.entries(10) + " " + cache.statistics());
		server.stop(0);
	}

}
