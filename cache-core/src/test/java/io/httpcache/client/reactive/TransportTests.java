package io.httpcache.client.reactive;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The outcomes over each transport of {@code WebClient}.
 */
class TransportTests extends ReactiveTestSupport {

	@ParameterizedTest
	@EnumSource
	void aMissIsStoredAndAnsweredAsAHit(Transport transport) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		WebClient client = client(transport);
		assertThat(get(client, "/x")).satisfies((miss) -> {
			assertThat(miss.getBody()).isEqualTo("hello");
			assertThat(outcome(miss)).isEqualTo(CacheOutcome.MISS);
		});
		assertThat(get(client, "/x")).satisfies((hit) -> {
			assertThat(hit.getBody()).isEqualTo("hello");
			assertThat(outcome(hit)).isEqualTo(CacheOutcome.HIT);
			assertThat(hit.getHeaders().getFirst("Age")).isEqualTo("0");
		});
	}

	@ParameterizedTest
	@EnumSource
	void aPageThatARestClientFetchedIsAHit(Transport transport) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		assertThat(blockingClient().get().uri("/x").retrieve().body(String.class)).isEqualTo("hello");
		assertThat(outcome(get(client(transport), "/x"))).isEqualTo(CacheOutcome.HIT);
	}

	@ParameterizedTest
	@EnumSource
	void aChunkedBodyIsStored(Transport transport) {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.chunked()
			.body("a".repeat(20_000))
			.body("b".repeat(20_000));
		WebClient client = client(transport);
		assertThat(get(client, "/x").getBody()).hasSize(40_000).endsWith("b");
		assertThat(get(client, "/x").getBody()).hasSize(40_000).startsWith("a");
	}

	@ParameterizedTest
	@EnumSource
	void aStaleResponseIsConfirmed(Transport transport) {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=1")
			.header("ETag", "\"1\"")
			.body("x");
		this.origin.expect("GET /x").respond(304).header("ETag", "\"1\"");
		WebClient client = client(transport);
		get(client, "/x");
		this.clock.advance(Duration.ofSeconds(2));
		ResponseEntity<String> confirmed = get(client, "/x");
		assertThat(confirmed.getStatusCode().value()).isEqualTo(200);
		assertThat(confirmed.getBody()).isEqualTo("x");
		assertThat(outcome(confirmed)).isEqualTo(CacheOutcome.REVALIDATED);
		assertThat(this.origin.lastRequest().header("If-None-Match")).isEqualTo("\"1\"");
	}

	@ParameterizedTest
	@EnumSource
	void aStaleResponseStandsInForABodyThatIsCutOff(Transport transport) {
		storeForErrors("/x");
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").contentLength(100).body("cut");
		assertThat(get(client(transport), "/x")).satisfies((stale) -> {
			assertThat(stale.getBody()).isEqualTo("good");
			assertThat(outcome(stale)).isEqualTo(CacheOutcome.STALE_IF_ERROR);
		});
	}

	@ParameterizedTest
	@EnumSource
	void aStaleResponseStandsInForAConnectionReset(Transport transport) {
		storeForErrors("/x");
		// The JDK's client tries a second time
		this.origin.always("GET /x").respond(200).reset();
		assertThat(outcome(get(client(transport), "/x"))).isEqualTo(CacheOutcome.STALE_IF_ERROR);
	}

	@ParameterizedTest
	@EnumSource
	void aStaleResponseStandsInForARefusedConnection(Transport transport) {
		storeForErrors("/x");
		this.origin.refuseConnections();
		assertThat(outcome(get(client(transport), "/x"))).isEqualTo(CacheOutcome.STALE_IF_ERROR);
	}

	@ParameterizedTest
	@EnumSource
	void headIsAnsweredFromAStoredGet(Transport transport) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		WebClient client = client(transport);
		get(client, "/x");
		ResponseEntity<Void> head = client.head().uri("/x").retrieve().toBodilessEntity().block(TIMEOUT);
		assertThat(head).isNotNull();
		assertThat(head.getHeaders().getContentLength()).isEqualTo(5);
		assertThat(outcome(head)).isEqualTo(CacheOutcome.HIT);
	}

	@ParameterizedTest
	@EnumSource
	void aHeadAndA204AreStored(Transport transport) {
		this.origin.expect("HEAD /x").respond(200).header("Cache-Control", "max-age=60").header("Content-Length", "5");
		this.origin.expect("GET /y").respond(204).header("Cache-Control", "max-age=60");
		WebClient client = client(transport);
		for (CacheOutcome outcome : new CacheOutcome[] { CacheOutcome.MISS, CacheOutcome.HIT }) {
			assertThat(outcome(await(client.head().uri("/x").retrieve().toBodilessEntity()))).isEqualTo(outcome);
			assertThat(outcome(get(client, "/y"))).isEqualTo(outcome);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anUnsafeMethodInvalidates(Transport transport) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("old");
		this.origin.expect("POST /x").respond(200).body("done");
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("new");
		WebClient client = client(transport);
		get(client, "/x");
		ResponseEntity<String> post = await(
				client.post().uri("/x").bodyValue("data").retrieve().toEntity(String.class));
		assertThat(post.getBody()).isEqualTo("done");
		assertThat(outcome(post)).isEqualTo(CacheOutcome.BYPASS);
		assertThat(get(client, "/x").getBody()).isEqualTo("new");
	}

}
