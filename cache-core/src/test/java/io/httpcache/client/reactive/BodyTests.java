package io.httpcache.client.reactive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.CacheStatus;
import io.httpcache.test.Gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies that are streamed, too large, cut off, late or given up. After each, all buffers
 * are released and nothing is counted as read ahead.
 */
@Timeout(60)
class BodyTests extends ReactiveTestSupport {

	private final Gate gate = new Gate();

	@AfterEach
	void nothingIsCountedAsReadAhead() {
		this.gate.open();
		// Who cancels does not wait for what it ends
		Awaitility.await().untilAsserted(() -> assertThat(this.runtime.readAhead().used()).isZero());
	}

	private static String detail(ResponseEntity<?> response) {
		CacheStatus status = CacheStatus.from(response.getHeaders());
		assertThat(status).isNotNull();
		return status.detail();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "application/x-ndjson" })
	void aStreamPassesAtOnce(String type) {
		this.origin.expect("GET /warm").respond(200).header("Content-Type", type);
		this.client.get().uri("/warm").retrieve().bodyToFlux(Integer.class).blockLast(TIMEOUT);
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("Content-Type", type)
			.chunked()
			.body(type.startsWith("text") ? "data: 1\n\n" : "1\n")
			.waitAt(this.gate)
			.body(type.startsWith("text") ? "data: 2\n\n" : "2\n");
		long start = System.nanoTime();
		StepVerifier.create(this.client.get().uri("/x").retrieve().bodyToFlux(Integer.class))
			.expectNext(1)
			.then(() -> System.out.printf("%s: first element after %d ms%n", type,
					Duration.ofNanos(System.nanoTime() - start).toMillis()))
			.then(this.gate::open)
			.expectNext(2)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.cache.entries(1)).isEmpty();
	}

	@Test
	void aStreamThatIsTakenFromIsGivenUp() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Content-Type", "text/event-stream")
			.chunked()
			.body("data: 1\n\n")
			.waitAt(this.gate);
		assertThat(this.client.get().uri("/x").retrieve().bodyToFlux(Integer.class).take(1).blockLast(TIMEOUT))
			.isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void aLargeDownloadIsNotHeldBack(Transport transport) {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.body(new byte[100_000])
			.waitAt(this.gate)
			.body(new byte[2_000_000]);
		StepVerifier.create(client(transport).get().uri("/x").retrieve().bodyToFlux(DataBuffer.class).map((buffer) -> {
			int count = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			this.gate.open();
			return count;
		}).reduce(0, Integer::sum)).expectNext(2_100_000).expectComplete().verify(TIMEOUT);
		assertThat(this.cache.entries(1)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aBodyThatGrowsTooLargeStreamsOn(Transport transport) {
		this.origin.always("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.chunked()
			.body("a".repeat(800_000))
			.body("b".repeat(800_000));
		ResponseEntity<Integer> response = await(client(transport).get()
			.uri("/x")
			.exchangeToMono((answer) -> answer.bodyToFlux(DataBuffer.class).map((buffer) -> {
				int count = buffer.readableByteCount();
				DataBufferUtils.release(buffer);
				return count;
			})
				.reduce(0, Integer::sum)
				.map((sum) -> ResponseEntity.ok().headers(answer.headers().asHttpHeaders()).body(sum))));
		assertThat(response.getBody()).isEqualTo(1_600_000);
		assertThat(detail(response)).isEqualTo(CacheReason.TOO_LARGE.name());
		assertThat(this.cache.entries(1)).isEmpty();
	}

	@Test
	void aBodyThatIsTooLargeAndGivenUpHalfway() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.chunked()
			.body("a".repeat(1_200_000))
			.waitAt(this.gate)
			.body("b".repeat(800_000));
		StepVerifier.create(
				this.client.get().uri("/x").retrieve().bodyToFlux(DataBuffer.class).doOnNext(DataBufferUtils::release),
				1)
			.expectNextCount(1)
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(this.cache.entries(1)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aBodyThatIsCutOffFailsAsWithoutACache(Transport transport) {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").contentLength(100).body("cut");
		assertThatExceptionOfType(WebClientException.class)
			.isThrownBy(() -> await(client(transport).get().uri("/x").retrieve().bodyToMono(String.class)))
			.satisfies((ex) -> assertThat(OriginFailures.isOne(ex.getCause())).isTrue());
		assertThat(this.cache.entries(1)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aChunkedBodyWithoutItsEndFailsAsWithoutACache(Transport transport) {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").chunkedWithoutEnd().body("cut");
		assertThatExceptionOfType(WebClientException.class)
			.isThrownBy(() -> await(client(transport).get().uri("/x").retrieve().bodyToMono(String.class)));
		assertThat(this.cache.entries(1)).isEmpty();
	}

	@Test
	void aReadTimeoutIsAFailureOfTheOrigin() {
		WebClient impatient = this.cache.applyTo(WebClient.builder())
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create().responseTimeout(Duration.ofMillis(50))))
			.baseUrl(this.origin.url())
			.build();
		storeForErrors("/x");
		this.origin.expect("GET /x").respond(200).waitBeforeHead(this.gate);
		this.origin.expect("GET /y").respond(200).waitBeforeHead(this.gate);
		assertThat(outcome(get(impatient, "/x"))).isEqualTo(CacheOutcome.STALE_IF_ERROR);
		assertThatExceptionOfType(WebClientException.class).isThrownBy(() -> get(impatient, "/y"))
			.satisfies((ex) -> assertThat(OriginFailures.isOne(ex)).isTrue());
	}

	@Test
	void aCallerThatGivesUpWhileTheBodyArrives() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.body("half")
			.waitAt(this.gate)
			.body("rest");
		Disposable caller = exchange(this.client, "/x").subscribe();
		this.gate.awaitReached();
		caller.dispose();
		this.gate.open();
		assertThat(this.cache.entries(1)).isEmpty();
	}

	@Test
	void aBodyOfUnknownLengthIsHeldBackForTwoSeconds() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.chunked()
			.body("first")
			.waitAt(this.gate)
			.body("end");
		CompletableFuture<ResponseEntity<String>> response = new CompletableFuture<>();
		this.client.get().uri("/x").exchangeToMono((answer) -> {
			response.complete(ResponseEntity.ok().headers(answer.headers().asHttpHeaders()).build());
			this.gate.open();
			return answer.bodyToMono(String.class);
		}).as(StepVerifier::create).expectNext("firstend").expectComplete().verify(TIMEOUT);
		assertThat(detail(response.join())).isEqualTo(CacheReason.SLOW_BODY.name());
	}

	@Test
	void aStaleResponseDoesNotWaitForTheBodyOfAnError() {
		storeForErrors("/x");
		this.origin.expect("GET /x").respond(503).chunked().body("sorry").waitAt(this.gate);
		assertThat(outcome(get(this.client, "/x"))).isEqualTo(CacheOutcome.STALE_IF_ERROR);
	}

}
