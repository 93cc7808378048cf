package io.httpcache.autoconfigure.actuate;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.httpcache.autoconfigure.actuate.HttpCacheEndpointTests.Server;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application and its page in a real browser.
 */
abstract class PageTestSupport {

	static Browser browser;

	@RegisterExtension
	final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	@Nullable EndpointApplication application;

	@BeforeAll
	static void start() {
		browser = Browser.start();
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
	}

	@AfterEach
	void nothingWasComplainedOfAndNobodyElseWasAsked() {
		browser.leave();
		if (this.application != null) {
			this.application.close();
		}
		assertThat(browser.console()).isEmpty();
		assertThat(browser.requests())
			.allSatisfy((url) -> assertThat(url).matches("(http://127\\.0\\.0\\.1:|data:).*"));
	}

	EndpointApplication start(Clock clock, String... properties) {
		EndpointApplication application = Server.MVC.start(clock, properties);
		this.application = application;
		return application;
	}

	EndpointApplication start(Server server, String... properties) {
		EndpointApplication application = server.start(Clock.systemUTC(), properties);
		this.application = application;
		return application;
	}

	EndpointApplication traffic(Server server, String... properties) {
		this.origin.respondWith((request) -> {
			Reply reply = Reply.of(200).header("Content-Type", "application/json");
			return request.target().startsWith("/live") ? reply.header("Cache-Control", "no-store").body("{}")
					: reply.header("Cache-Control", "max-age=600")
						.body("{\"text\": \"%s\"}".formatted("tea ".repeat(200)));
		});
		EndpointApplication application = start(server, Stream
			.concat(Stream.of(properties),
					Stream.of("httpcache.routes.products.url=/products/**", "httpcache.routes.config.url=/config",
							"httpcache.routes.live.url=/live/**", "httpcache.health.growth-window=1s"))
			.toArray(String[]::new));
		CacheHistory history = application.bean(CacheHistory.class);
		for (int i = 0; i < 140; i++) {
			application.call(this.origin, "/products/" + i % 7);
			application.call(this.origin, (i % 5 == 0) ? "/live/prices" : "/config");
		}
		// A line needs some points
		await().until(() -> history.samples().size() > 5);
		return application;
	}

	static List<String> values(String selector) {
		return strings("[...document.querySelectorAll('%s')].map((it) => it.value)".formatted(selector));
	}

	static List<String> strings(String expression) {
		return ((List<?>) browser.run("return " + expression)).stream().map(String::valueOf).toList();
	}

}
