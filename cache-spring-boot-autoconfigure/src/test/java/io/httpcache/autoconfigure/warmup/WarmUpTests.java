package io.httpcache.autoconfigure.warmup;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.HttpCache;
import io.httpcache.WarmUpReport;
import io.httpcache.WarmUpReport.State;
import io.httpcache.WarmUpRequest;
import io.httpcache.WarmUpSource;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What an application finds in its cache once it has started.
 */
@ExtendWith(OutputCaptureExtension.class)
class WarmUpTests {

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	@Test
	void nothingConfiguredFetchesNothing() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(cache(context).warmUpReport()).isEqualTo(WarmUpReport.NONE);
			assertThat(cache(context).warmUp()).isEqualTo(WarmUpReport.NONE);
		}
	}

	@Test
	void whatIsConfiguredIsThereBeforeTheFirstCall(CapturedOutput output) {
		answerEverything();
		try (ConfigurableApplicationContext context = start(
				"warm-up.urls=" + this.origin.url() + "/a," + this.origin.url() + "/b?q=x%20y")) {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			verifyThat(client.get().uri(this.origin.uri("/a")).retrieve().toEntity(String.class)).isHit();
			verifyThat(client.get().uri(this.origin.uri("/b?q=x%20y")).retrieve().toEntity(String.class)).isHit();
			WarmUpReport report = cache(context).warmUpReport();
			assertThat(report.state()).isEqualTo(State.DONE);
			assertThat(report.requested()).isEqualTo(2);
			assertThat(report.succeeded()).isEqualTo(2);
			assertThat(report.failed()).isEmpty();
			assertThat(output).contains("warmed 2/2");
		}
	}

	@Test
	void aClientSendsWhatItAlwaysSends() {
		answerEverything();
		try (ConfigurableApplicationContext context = start("warm-up.clients.catalogClient.urls=/flags",
				"warm-up.clients.orders.urls=/orders", "warm-up.clients.searchClient.urls=/search")) {
			assertThat(cache(context).warmUpReport().failed()).isEmpty();
			assertThat(this.origin.requests("GET /flags").get(0).header("Authorization")).isEqualTo("Bearer catalog");
			verifyThat(context.getBean(RestClient.class).get().uri("/flags").retrieve().toEntity(String.class)).isHit();
			verifyThat(context.getBean(RestTemplate.class).getForEntity("/orders", String.class)).isHit();
			verifyThat(context.getBean(WebClient.class).get().uri("/search").retrieve().toEntity(String.class).block())
				.isHit();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "rates", "ratesService",
			"[rates#io.httpcache.autoconfigure.warmup.WarmUpApplication$RatesService]" })
	void anHttpInterfaceHasTheClientOfItsGroup(String name) {
		answerEverything();
		try (ConfigurableApplicationContext context = start("warm-up.clients." + name + ".urls=/rates/USD")) {
			assertThat(cache(context).warmUpReport().failed()).isEmpty();
			verifyThat(context.getBean(WarmUpApplication.RatesService.class).rate("USD")).isHit();
		}
	}

	@Test
	void anHttpInterfaceMayHaveAReactiveClient() {
		answerEverything();
		try (ConfigurableApplicationContext context = start("warm-up.clients.stocks.urls=/stocks")) {
			verifyThat(context.getBean(WarmUpApplication.StocksService.class).stocks()).isHit();
		}
	}

	@Test
	void headersOfAnEntryAreSent() {
		answerEverything();
		try (ConfigurableApplicationContext context = start("warm-up.clients.catalogClient.urls[0].url=/flags",
				"warm-up.clients.catalogClient.urls[0].headers.X-Tenant=acme")) {
			assertThat(this.origin.lastRequest().header("X-Tenant")).isEqualTo("acme");
			verifyThat(flags(context, "acme")).isHit();
			verifyThat(flags(context, "other")).isMiss();
		}
	}

	private static ResponseEntity<String> flags(ConfigurableApplicationContext context, String tenant) {
		return context.getBean(RestClient.class)
			.get()
			.uri("/flags")
			.header("X-Tenant", tenant)
			.retrieve()
			.toEntity(String.class);
	}

	@Test
	void aFileAndABeanMayNameMore() {
		answerEverything();
		WarmUpSource popular = () -> List.of(WarmUpRequest.of(this.origin.url() + "/popular"),
				WarmUpRequest.of("catalogClient", "/popular").header("X-Tenant", "acme"),
				WarmUpRequest.of("nobody", "/x"));
		WarmUpSource failing = () -> {
			throw new IllegalStateException("no database");
		};
		try (ConfigurableApplicationContext context = WarmUpApplication.builder(this.origin)
			.initializers((starting) -> {
				starting.getBeanFactory().registerSingleton("popular", popular);
				starting.getBeanFactory().registerSingleton("failing", failing);
			})
			.run(WarmUpApplication.arguments("warm-up.clients.catalogClient.file=classpath:warm-up-paths.txt"))) {
			WarmUpReport report = cache(context).warmUpReport();
			assertThat(report.requested()).isEqualTo(6);
			assertThat(report.succeeded()).isEqualTo(4);
			assertThat(report.failed()).containsExactlyInAnyOrder(
					new WarmUpReport.Failure("failing", "IllegalStateException: no database"),
					new WarmUpReport.Failure("/x", "there is no client \"nobody\""));
			assertThat(this.origin.requests()).extracting((request) -> request.line())
				.containsExactlyInAnyOrder("GET /products", "GET /feature-flags", "GET /popular", "GET /popular");
		}
	}

	@Test
	void whatIsFreshIsNotFetchedAgain() {
		answerEverything();
		try (ConfigurableApplicationContext context = start("warm-up.clients.catalogClient.urls=/a,/b")) {
			cache(context).evict(this.origin.uri("/b"));
			WarmUpReport again = cache(context).warmUp();
			assertThat(again.succeeded()).isEqualTo(2);
			assertThat(this.origin.requests("GET /a")).hasSize(1);
			assertThat(this.origin.requests("GET /b")).hasSize(2);
		}
	}

	@Test
	void failuresAreToldAndDoNotStopTheStart(CapturedOutput output) {
		this.origin.respondWith((request) -> switch (request.target().split("\\?")[0]) {
			case "/down" -> Reply.of(503);
			case "/secret" -> Reply.of(404);
			case "/live" -> Reply.of(200).header("Cache-Control", "no-store");
			case "/reset" -> Reply.of(200).reset();
			default -> fresh();
		});
		try (ConfigurableApplicationContext context = start(
				"warm-up.clients.catalogClient.urls=/ok,/down,/secret?api_key=s3cr3t,/live,/reset,/x/{id}")) {
			WarmUpReport report = cache(context).warmUpReport();
			assertThat(report.state()).isEqualTo(State.DONE);
			assertThat(report.requested()).isEqualTo(6);
			assertThat(report.succeeded()).isEqualTo(1);
			assertThat(report.failed()).extracting(WarmUpReport.Failure::url, WarmUpReport.Failure::error)
				.contains(tuple("/down", "status 503 Service Unavailable (catalogClient)"),
						tuple("/secret?api_key=***", "status 404 Not Found (catalogClient)"),
						tuple("/live", "not stored: NO_STORE (catalogClient)"));
			assertThat(output).contains("warmed 1/6")
				.contains("/down: status 503 Service Unavailable (catalogClient)")
				.doesNotContain("s3cr3t");
		}
	}

	@Test
	void whatIsRequiredStopsTheStartWhenItFails(CapturedOutput output) {
		this.origin.always("GET /a").respond(503);
		assertThatException()
			.isThrownBy(() -> start("warm-up.required=true", "warm-up.clients.catalogClient.urls=/a").close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("could not fetch 1 of 1 URL(s) that are required")
			.contains("/a: status 503 Service Unavailable (catalogClient)");
	}

	@Test
	void aClientWithoutTheCacheIsTold() {
		answerEverything();
		try (ConfigurableApplicationContext context = start("apply-to=web-client",
				"warm-up.urls=" + this.origin.url() + "/own", "warm-up.clients.catalogClient.urls=/a")) {
			assertThat(cache(context).warmUpReport().failed()).singleElement()
				.isEqualTo(new WarmUpReport.Failure("/a", "this client does not have the cache (catalogClient)"));
		}
	}

	private void answerEverything() {
		this.origin.respondWith((request) -> fresh());
	}

	private static Reply fresh() {
		return Reply.of(200).header("Cache-Control", "max-age=60").body("x");
	}

	private ConfigurableApplicationContext start(String... properties) {
		return WarmUpApplication.start(this.origin, properties);
	}

	private static HttpCache cache(ConfigurableApplicationContext context) {
		return context.getBean(HttpCache.class);
	}

}
