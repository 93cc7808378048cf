package io.httpcache.autoconfigure.actuate;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint over HTTP.
 */
class HttpCacheEndpointTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@ParameterizedTest
	@EnumSource(Server.class)
	void jsonForProgramsAndAPageForBrowsers(Server server) {
		try (EndpointApplication application = server.start(this.clock)) {
			for (String accept : new String[] { "*/*", "application/json",
					"application/vnd.spring-boot.actuator.v3+json", "application/json, text/html;q=0.9",
					"text/plain, */*", null }) {
				assertThat(application.get("", accept)).as(accept).satisfies((response) -> {
					assertThat(response.statusCode()).isEqualTo(200);
					assertThat(contentType(response)).contains("json");
					assertThat(response.body()).startsWith("{\"name\":\"httpcache\",\"mode\":\"private\"");
				});
			}
			for (String accept : new String[] { BROWSER, "text/html", "text/html, application/json;q=0.9" }) {
				assertThat(application.get("", accept)).as(accept).satisfies((response) -> {
					assertThat(response.statusCode()).isEqualTo(200);
					assertThat(contentType(response)).isEqualToIgnoringCase("text/html;charset=UTF-8");
					assertThat(response.body()).startsWith("<!DOCTYPE html>");
				});
			}
		}
	}

	private static String contentType(HttpResponse<?> response) {
		return response.headers().firstValue("Content-Type").orElse("");
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void deletesWithExactlyOneSelector(Server server) {
		for (String target : new String[] { "/users/1", "/users/2", "/tagged", "/other" }) {
			this.origin.always("GET " + target).respond(200).header("Cache-Control", "max-age=60").body("hello");
		}
		try (EndpointApplication application = server.start(this.clock, "httpcache.routes.users.url=/users/*",
				"httpcache.routes.tagged.url=/tagged", "httpcache.routes.tagged.tags=blue")) {
			fill(application);
			assertThat(application.delete("?url=" + encoded(this.origin.uri("/users/1").toString())).statusCode())
				.isEqualTo(204);
			verifyThat(application.call(this.origin, "/users/2")).isHit();
			verifyThat(application.call(this.origin, "/users/1")).isMiss();
			assertThat(application.delete("?route=users").statusCode()).isEqualTo(204);
			verifyThat(application.call(this.origin, "/tagged")).isHit();
			verifyThat(application.call(this.origin, "/users/1")).isMiss();
			assertThat(application.delete("?tag=blue").statusCode()).isEqualTo(204);
			verifyThat(application.call(this.origin, "/other")).isHit();
			verifyThat(application.call(this.origin, "/tagged")).isMiss();
			assertThat(application.delete("?all=true&verbose=yes").statusCode()).isEqualTo(204);
			assertThat(application.json("").at("/store/entries").asInt()).isZero();
			verifyThat(application.call(this.origin, "/other")).isMiss();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MVC", "WEBFLUX" })
	void anythingElseDeletesNothing(Server server) {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("hello");
		try (EndpointApplication application = server.start(this.clock, "httpcache.routes.users.url=/users/*")) {
			application.call(this.origin, "/users/1");
			String url = encoded(this.origin.uri("/users/1").toString());
			for (String query : new String[] { "", "?", "?urls=" + url, "?all=false", "?all=", "?all=yes", "?all=TRUE",
					"?url=", "?url=%20", "?route=", "?tag=", "?route=nothing", "?url=/users/1", "?url=not%20a%20url",
					"?url=users", "?url=mailto:a@b.c", "?url=" + url + "&all=true", "?url=" + url + "&url=" + url,
					"?route=users&tag=", "?all=true&all=true", "?all=true&route=users" }) {
				HttpResponse<String> response = application.delete(query);
				assertThat(response.statusCode()).as(query).isEqualTo(400);
				assertThat(response.body()).as(query).startsWith("{\"error\":\"");
			}
			verifyThat(application.call(this.origin, "/users/1")).isHit();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MVC", "WEBFLUX" })
	void aPostWarmsUpWhatIsConfigured(Server server) {
		try (EndpointApplication application = server.start(this.clock)) {
			HttpResponse<String> response = application.post("");
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			assertThat(response.body()).isEqualTo(
					"{\"state\":\"NOT_CONFIGURED\",\"requested\":0,\"succeeded\":0,\"failed\":[],\"durationMillis\":0}");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void readOnlyLeavesNoWayToChangeAnything(Server server) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		try (EndpointApplication application = server.start(this.clock,
				"management.endpoint.httpcache.access=read-only")) {
			application.call(this.origin, "/x");
			assertThat(application.delete("?all=true").statusCode()).isEqualTo(405);
			assertThat(application.post("").statusCode()).isEqualTo(405);
			assertThat(application.post("/expire", "{}").statusCode()).isEqualTo(405);
			assertThat(application.post("/outage", "{}").statusCode()).isEqualTo(405);
			assertThat(application.delete("/outage").statusCode()).isEqualTo(405);
			verifyThat(application.call(this.origin, "/x")).isHit();
			assertThat(application.json("").at("/totals/hits").asInt()).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.httpcache.access=none", "httpcache.enabled=false",
			"management.endpoints.web.exposure.include=health" })
	void nothingIsThereUnlessItIsExposed(String property) {
		try (EndpointApplication application = Server.MVC.start(this.clock, property)) {
			assertThat(application.get("", "application/json").statusCode()).isEqualTo(404);
			assertThat(application.contains(HttpCacheEndpoint.class)).isFalse();
			assertThat(application.contains(CacheHistory.class)).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MVC", "WEBFLUX" })
	void entriesByAPartOfTheirUrl(Server server) {
		for (String target : new String[] { "/users/1", "/users/2", "/tagged", "/other" }) {
			this.origin.always("GET " + target).respond(200).header("Cache-Control", "max-age=60").body("hello");
		}
		try (EndpointApplication application = server.start(this.clock)) {
			fill(application);
			assertThat(application.json("/entries").get("entries").findValuesAsString("url"))
				.containsExactly(url("/other"), url("/tagged"), url("/users/1"), url("/users/2"));
			assertThat(application.json("/entries?url=USERS").get("entries").findValuesAsString("url"))
				.containsExactly(url("/users/1"), url("/users/2"));
			assertThat(application.json("/entries?url=" + encoded(url("/./users/%32")))
				.get("entries")
				.findValuesAsString("url")).containsExactly(url("/users/2"));
			assertThat(application.json("/entries?url=nothing").toString())
				.isEqualTo("{\"entries\":[],\"more\":false}");
			assertThat(application.json("/entries?limit=2").get("entries")).hasSize(2);
			assertThat(application.json("/entries?limit=2").get("more").asBoolean()).isTrue();
			assertThat(application.json("/entries?limit=4").get("more").asBoolean()).isFalse();
			for (String query : new String[] { "?limit=0", "?limit=-1", "?limit=x", "?limit=", "?url=", "?url=a&url=b",
					"?limit=99999999999" }) {
				assertThat(application.get("/entries" + query, null).statusCode()).as(query).isEqualTo(400);
			}
			assertThat(application.get("/nothing", null).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void anEntryHasNoBody() {
		this.origin.expect("GET /x?api_key=abc&y=1")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("Content-Type", "text/plain")
			.body("hello");
		try (EndpointApplication application = Server.MVC.start(this.clock)) {
			application.call(this.origin, "/x?api_key=abc&y=1");
			assertThat(application.json("/entries")
				.get("entries")
				.get(0)
				.toString()
				.replaceAll("\"bytes\":\\d+", "\"bytes\":0")).isEqualTo("""
						{"url":"%s","route":"default","method":"GET","status":200,"bytes":0,\
						"stored":"2026-11-24T12:00:00Z","freshUntil":"2026-11-24T12:01:00Z","partition":"",\
						"tags":[],"contentType":"text/plain"}""".formatted(url("/x?api_key=***&y=1")));
			assertThat(application.json("/entries?url=api_key=abc").get("entries")).isEmpty();
		}
	}

	@Test
	void urlsThatAreNotShownCannotBeSearchedFor() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		for (String show : new String[] { "never", "when-authorized" }) {
			try (EndpointApplication application = Server.MVC.start(this.clock,
					"management.endpoint.httpcache.show-urls=" + show)) {
				this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
				application.call(this.origin, "/x");
				assertThat(application.json("/entries").get("entries").get(0).get("url").asString())
					.isEqualTo("******");
				assertThat(application.json("/entries?url=x").get("entries")).isEmpty();
				assertThat(application.json("/entries?url=" + encoded(url("/x"))).get("entries")).isEmpty();
				assertThat(application.get("", "application/json").body()).doesNotContain("127.0.0.1");
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MVC", "WEBFLUX" })
	void expiringMakesTheNextRequestAskTheOrigin(Server server) {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("ETag", "\"1\"")
			.body("hello");
		this.origin.expect("GET /x").respond(304);
		try (EndpointApplication application = server.start(this.clock)) {
			application.call(this.origin, "/x");
			verifyThat(application.call(this.origin, "/x")).isHit();
			assertThat(application.post("/expire", "{\"url\": \"%s\"}".formatted(url("/x"))).statusCode())
				.isEqualTo(204);
			assertThat(this.origin.requests()).hasSize(1);
			verifyThat(application.call(this.origin, "/x")).isRevalidated();
			for (String body : new String[] { "{}", "{\"url\": \"\"}", "{\"url\": \"x\"}", "{\"url\": null}" }) {
				assertThat(application.post("/expire", body).statusCode()).as(body).isEqualTo(400);
			}
			assertThat(application.post("/nothing", "{}").statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MVC", "WEBFLUX" })
	void anAllowanceForAnOutageIsGivenListedAndEnded(Server server) {
		try (EndpointApplication application = server.start(this.clock, "httpcache.routes.users.url=/users/*")) {
			HttpResponse<String> given = application.post("/outage",
					"{\"route\": \"users\", \"maxStale\": \"1h\", \"duration\": 600}");
			assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
			assertThat(given.body())
				.isEqualTo("{\"route\":\"users\",\"maxStaleSeconds\":3600,\"until\":\"2026-11-24T12:10:00Z\"}");
			assertThat(application.json("/outage").toString())
				.isEqualTo("{\"allowances\":[%s]}".formatted(given.body()));
			assertThat(application.delete("/outage").statusCode()).isEqualTo(404);
			assertThat(application.delete("/outage?route=users").statusCode()).isEqualTo(204);
			assertThat(application.json("/outage").toString()).isEqualTo("{\"allowances\":[]}");
			for (String body : new String[] { "{}", "{\"maxStale\": \"1h\"}", "{\"duration\": \"1h\"}",
					"{\"maxStale\": \"soon\", \"duration\": \"1h\"}", "{\"maxStale\": \"0s\", \"duration\": \"1h\"}",
					"{\"maxStale\": \"1h\", \"duration\": -1}",
					"{\"route\": \"nothing\", \"maxStale\": \"1h\", \"duration\": \"1h\"}" }) {
				assertThat(application.post("/outage", body).statusCode()).as(body).isEqualTo(400);
			}
			assertThat(application.delete("/outage?route=nothing").statusCode()).isEqualTo(400);
			assertThat(application.delete("/nothing").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void theOriginIsAskedForNothing() {
		this.clock.advance(Duration.ofSeconds(1));
		try (EndpointApplication application = Server.MVC.start(this.clock)) {
			String url = encoded(url("/x"));
			application.get("?url=" + url, BROWSER);
			application.get("/entries?url=" + url, null);
			application.get("/explain?url=" + url, null);
			application.delete("?url=" + url);
			application.post("?url=" + url);
			application.post("/expire", "{\"url\": \"%s\"}".formatted(url("/x")));
		}
		assertThat(this.origin.requests()).isEmpty();
	}

	private void fill(EndpointApplication application) {
		application.call(this.origin, "/users/1");
		application.call(this.origin, "/users/2");
		application.call(this.origin, "/tagged");
		application.call(this.origin, "/other");
	}

	private String url(String target) {
		return this.origin.url() + target;
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	enum Server {

		MVC(WebApplicationType.SERVLET),

		MVC_OTHER_PORT(WebApplicationType.SERVLET, "management.server.port=0", "management.server.base-path=/admin",
				"management.endpoints.web.base-path=/manage"),

		MVC_CONTEXT_PATH(WebApplicationType.SERVLET, "server.servlet.context-path=/app"),

		WEBFLUX(WebApplicationType.REACTIVE),

		WEBFLUX_OTHER_PORT(WebApplicationType.REACTIVE, "management.server.port=0",
				"management.endpoints.web.base-path=/manage",
				// Tests have Tomcat and Netty, whose configurations clash where the port
				// is another one
				"spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration");

		private final WebApplicationType type;

		private final String[] properties;

		Server(WebApplicationType type, String... properties) {
			this.type = type;
			this.properties = properties;
		}

		EndpointApplication start(Clock clock, String... properties) {
			return EndpointApplication.start(this.type, clock,
					Stream.of(this.properties, properties).flatMap(Stream::of).toArray(String[]::new));
		}

	}

}
