package io.httpcache.test;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestOriginTests {

	private final MutableClock clock = new MutableClock();

	private final RestClient client = RestClient.builder().requestFactory(new JdkClientHttpRequestFactory()).build();

	@Test
	void answersInTheOrderOfTheScriptAndRecordsExactLines() {
		try (TestOrigin origin = TestOrigin.start(this.clock)) {
			origin.expect("GET /x").respond(200).header("ETag", "\"1\"").body("one");
			origin.expect("GET /x").respond(404);
			var first = this.client.get().uri(origin.uri("/x")).header("X-A", "1,2").retrieve().toEntity(String.class);
			assertThat(first.getBody()).isEqualTo("one");
			assertThat(first.getHeaders().getFirst("Date")).isEqualTo("Tue, 24 Nov 2026 12:00:00 GMT");
			assertThat(this.client.get()
				.uri(origin.uri("/x"))
				.exchange((request, response) -> response.getStatusCode())
				.value()).isEqualTo(404);
			assertThat(origin.requests("GET /x")).hasSize(2);
			assertThat(origin.requests().get(0).lines()).contains("X-A: 1,2");
		}
	}

	@Test
	void failsAtCloseForWhatNobodyExpectedAndWhatDidNotCome() {
		TestOrigin origin = TestOrigin.start(this.clock);
		origin.expect("GET /x");
		this.client.get().uri(origin.uri("/y")).exchange((request, response) -> "");
		assertThatThrownBy(origin::close).hasMessageContaining("nobody expected: [GET /y")
			.hasMessageContaining("not come: [GET /x]");
	}

	@Test
	void misbehavesAsScripted() {
		try (TestOrigin origin = TestOrigin.start(this.clock)) {
			origin.expect("GET /short").respond(200).contentLength(100).body("x".repeat(60));
			origin.expect("GET /cut").respond(200).body("whole").cutAfter(2);
			origin.expect("GET /reset").respond(200).body("whole").resetAfter(2);
			origin.expect("GET /endless").respond(200).chunkedWithoutEnd().body("whole");
			for (String path : new String[] { "/short", "/cut", "/reset", "/endless" }) {
				assertThatThrownBy(() -> this.client.get().uri(origin.uri(path)).retrieve().body(String.class)).as(path)
					.isInstanceOf(Exception.class);
			}
		}
	}

	@Test
	void canBeDownAndComeBackOnItsPort() {
		try (TestOrigin origin = TestOrigin.start(this.clock)) {
			origin.always("GET /x").respond(200).chunked().body("a").body("b");
			assertThat(this.client.get().uri(origin.uri("/x")).retrieve().body(String.class)).isEqualTo("ab");
			origin.refuseConnections();
			assertThatThrownBy(() -> this.client.get().uri(origin.uri("/x")).retrieve().body(String.class))
				.isInstanceOf(ResourceAccessException.class);
			origin.acceptConnections();
			assertThat(this.client.get().uri(origin.uri("/x")).retrieve().body(String.class)).isEqualTo("ab");
		}
	}

	@Test
	void waitsAtGatesBetweenHeadAndBody() throws Exception {
		try (TestOrigin origin = TestOrigin.start(this.clock)) {
			Gate gate = new Gate();
			origin.expect("GET /x").respond(200).waitAt(gate).body("late");
			CompletableFuture<String> body = HttpClient.newHttpClient()
				.sendAsync(java.net.http.HttpRequest.newBuilder(origin.uri("/x")).build(), BodyHandlers.ofString())
				.thenApply((response) -> response.body());
			gate.awaitReached();
			assertThat(body).isNotDone();
			gate.open();
			assertThat(body.get()).isEqualTo("late");
		}
	}

}
