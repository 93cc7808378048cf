package io.httpcache.autoconfigure.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.httpcache.autoconfigure.actuate.HttpCacheEndpointTests.Server;
import io.httpcache.test.MutableClock;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON of the endpoint is the one that is documented: {@code report.json}.
 */
class CacheReportTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@Test
	void isTheGoldenFile() throws IOException {
		this.origin.respondWith((request) -> {
			this.clock.advance(Duration.ofMillis(150));
			return switch (request.line()) {
				case "GET /users/1" -> (request.header("If-None-Match") != null) ? Reply.of(304)
						: Reply.of(200).header("Cache-Control", "max-age=60").header("ETag", "\"1\"").body("12345678");
				default -> Reply.of(200).header("Cache-Control", "no-store").body("new");
			};
		});
		try (EndpointApplication application = Server.MVC.start(this.clock, "httpcache.health.min-requests=4",
				"httpcache.routes.users.url=/users/{id}", "httpcache.routes.off.url=/off?api_key=a",
				"httpcache.routes.off.enabled=false")) {
			for (int i = 0; i < 4; i++) {
				application.call(this.origin, "/users/1");
			}
			this.clock.advance(Duration.ofSeconds(61));
			application.call(this.origin, "/users/1");
			application.call(this.origin, "/off?api_key=a");
			application.call(this.origin, "/other");
			assertThat(normalized(application.json(""))).isEqualTo(golden());
		}
	}

	/**
	 * What a response weighs in the store depends on the digits of the origin's port, and
	 * what advice says is for people.
	 */
	private static String normalized(JsonNode report) {
		ObjectNode store = (ObjectNode) report.get("store");
		assertThat(store.get("bytes").asLong()).isPositive();
		store.put("bytes", 1);
		report.findParents("message").forEach((advice) -> {
			assertThat(advice.get("message").asString()).isNotBlank();
			((ObjectNode) advice).put("message", "in words");
		});
		return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report);
	}

	private static String golden() throws IOException {
		try (InputStream in = CacheReportTests.class.getResourceAsStream("report.json")) {
			assertThat(in).isNotNull();
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return JsonMapper.shared().readTree(text).toPrettyString();
		}
	}

}
