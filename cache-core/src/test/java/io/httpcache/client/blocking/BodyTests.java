package io.httpcache.client.blocking;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheReason;
import io.httpcache.test.Callers;
import io.httpcache.test.Callers.Call;
import io.httpcache.test.Gate;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An entry is whole whatever its first reader did, and what is not stored is not held up.
 */
class BodyTests extends BlockingTestSupport {

	private static final String JSON = "{\"name\":\"a\"}   \n\n   ";

	private final Gate gate = new Gate();

	record Named(String name) {

	}

	@AfterEach
	void nothingIsHeldOfTheBudget() {
		assertThat(this.runtime.readAhead().used()).isZero();
	}

	private void expectJson(boolean chunked) {
		Reply reply = cacheable(Reply.of(200)).header("Content-Type", "application/json").body(JSON);
		this.origin.expect("GET /x").respond(chunked ? reply.chunked() : reply);
	}

	private void assertWhole() {
		verifyThat(get("/x")).isHit().hasBody(JSON);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void jacksonStopsBeforeTheEnd(boolean chunked) {
		expectJson(chunked);
		assertThat(this.client.get().uri("/x").retrieve().body(Named.class)).isEqualTo(new Named("a"));
		assertWhole();
		assertThat(this.client.get().uri("/x").retrieve().body(Named.class)).isEqualTo(new Named("a"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bytesStopAtContentLength(boolean chunked) {
		expectJson(chunked);
		assertThat(this.client.get().uri("/x").retrieve().body(byte[].class)).asString().isEqualTo(JSON);
		assertWhole();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void withoutABodyNothingIsRead(boolean chunked) {
		expectJson(chunked);
		this.client.get().uri("/x").retrieve().toBodilessEntity();
		assertWhole();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aReaderStopsAfterAByte(boolean chunked) {
		expectJson(chunked);
		Integer first = this.client.get().uri("/x").exchange((request, response) -> response.getBody().read());
		assertThat(first).isEqualTo('{');
		assertWhole();
	}

	@Test
	void aBodyLargerThanAnyBufferIsStored() {
		String large = "0123456789".repeat(50_000);
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).chunked().body(large));
		verifyThat(get("/x")).isStored().hasBody(large);
		verifyThat(get("/x")).isHit().hasBody(large);
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void anEventStreamUnderATtlShowsItsFirstEventAtOnce(Factory factory) throws Exception {
		defaults((route) -> route.ttl(java.time.Duration.ofMinutes(1)));
		this.origin.expect("GET /x")
			.respond(Reply.of(200).header("Content-Type", "text/event-stream").chunked().body("data: 1\n\n"))
			.waitAt(this.gate)
			.body("data: 2\n\n");
		RestClient client = builder(this.cache).requestFactory(factory.create()).build();
		String events = client.get().uri("/x").exchange((request, response) -> {
			// Byte by byte: Reactor's stream fills an array before it returns
			StringBuilder text = new StringBuilder();
			while (!text.toString().endsWith("\n\n")) {
				text.append((char) response.getBody().read());
			}
			assertThat(response.getHeaders().getFirst("Cache-Status")).endsWith("; detail=STREAMING");
			this.gate.open();
			return text + new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
		});
		assertThat(events).isEqualTo("data: 1\n\ndata: 2\n\n");
	}

	@Test
	void whatMayNotBeStoredIsNotReadAhead() {
		this.origin.expect("GET /x")
			.respond(Reply.of(200).header("Cache-Control", "no-store").chunked().body("a"))
			.waitAt(this.gate)
			.body("b");
		String body = this.client.get().uri("/x").exchange((request, response) -> {
			char first = (char) response.getBody().read();
			this.gate.open();
			return first + new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
		});
		assertThat(body).isEqualTo("ab");
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void aBodyOverTheLimitArrivesWholeAndUnstored(boolean chunked) {
		defaults((route) -> route.maxEntrySize(1000L));
		String body = "x".repeat(40_000);
		Reply reply = cacheable(Reply.of(200)).body(body);
		this.origin.always("GET /x").respond(chunked ? reply.chunked() : reply);
		verifyThat(get("/x")).isMiss().isNotStored(CacheReason.TOO_LARGE).hasBody(body);
		verifyThat(get("/x")).isMiss().isNotStored(CacheReason.TOO_LARGE).hasBody(body);
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void beyondWhatMayBeInFlightBodiesStreamThrough(boolean chunked) {
		cache((builder) -> builder.settings(settings(100)));
		String body = "x".repeat(200);
		Reply reply = cacheable(Reply.of(200)).body(body);
		this.origin.expect("GET /x").respond(chunked ? reply.chunked() : reply);
		this.origin.expect("GET /small").respond(cacheable(Reply.of(200)).body("small"));
		verifyThat(get("/x")).isMiss().isNotStored(CacheReason.MAX_IN_FLIGHT).hasBody(body);
		verifyThat(get("/small")).isStored();
	}

	@Test
	void theBudgetIsForAllBodiesTogether() {
		cache((builder) -> builder.settings(settings(100)));
		this.origin.expect("GET /slow")
			.respond(cacheable(Reply.of(200)).body("x".repeat(30)))
			.waitAt(this.gate)
			.body("x".repeat(40));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("y".repeat(40)));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("y".repeat(40)));
		Call<ResponseEntity<String>> slow = new Callers().start(() -> get("/slow"));
		this.gate.awaitReached();
		while (this.runtime.readAhead().used() == 0) {
			Thread.onSpinWait();
		}
		verifyThat(get("/x")).isNotStored(CacheReason.MAX_IN_FLIGHT).hasBody("y".repeat(40));
		this.gate.open();
		verifyThat(slow.get()).isStored();
		verifyThat(get("/x")).isStored();
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aBodyCutOffIsToTheCallerWhatItIsWithoutACache(Factory factory) {
		RestClient plain = RestClient.builder().requestFactory(factory.create()).baseUrl(this.origin.url()).build();
		RestClient cached = builder(this.cache).requestFactory(factory.create()).build();
		for (int i = 0; i < 2; i++) {
			this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).contentLength(100).body("x".repeat(60)));
		}
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("whole"));
		assertThat(bodyOrFailure(cached)).isEqualTo(bodyOrFailure(plain));
		verifyThat(get(cached, "/x")).isMiss().isStored().hasBody("whole");
	}

	/** Whether a client notices at all is its own affair: HttpURLConnection does not. */
	private static String bodyOrFailure(RestClient client) {
		try {
			return String.valueOf(get(client, "/x").getBody());
		}
		catch (RuntimeException ex) {
			return "failure";
		}
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aBodyCutOffIsAnsweredByAStaleResponseIfThereIsOne(Factory factory) {
		RestClient client = builder(this.cache).requestFactory(factory.create()).build();
		this.origin.expect("GET /x")
			.respond(Reply.of(200).header("Cache-Control", "max-age=60, stale-if-error=60").body("old"));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).contentLength(100).body("x".repeat(60)));
		get(client, "/x");
		this.clock.advance(java.time.Duration.ofSeconds(61));
		verifyThat(get(client, "/x")).isStaleIfError().hasBody("old");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hit", "/miss" })
	void withBufferContentABodyCanBeReadTwice(String uri) {
		RestClient client = builder(this.cache).bufferContent((address, method) -> true).build();
		this.origin.expect("GET " + uri).respond(cacheable(Reply.of(200)).body("twice"));
		if (uri.equals("/hit")) {
			get(uri);
		}
		String both = client.get()
			.uri(uri)
			.exchange((request, response) -> new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8)
					+ new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8));
		assertThat(both).isEqualTo("twicetwice");
	}

}
