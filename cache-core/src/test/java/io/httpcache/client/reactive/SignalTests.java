package io.httpcache.client.reactive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import io.httpcache.CacheOutcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whatever a caller does with a response works as without a cache: on a miss, and then on
 * a hit.
 */
class SignalTests extends ReactiveTestSupport {

	private static final String BODY = "[1,2,3]";

	@TestFactory
	Stream<DynamicTest> uses() {
		return Stream.of(use("bodyToMono", (spec) -> spec.retrieve().bodyToMono(String.class), BODY),
				use("bodyToFlux", (spec) -> spec.retrieve().bodyToFlux(Integer.class).collectList(), List.of(1, 2, 3)),
				use("take(1)", (spec) -> spec.retrieve().bodyToFlux(Integer.class).take(1).single(), 1),
				use("limitRate", (spec) -> spec.retrieve().bodyToFlux(Integer.class).limitRate(1).collectList(),
						List.of(1, 2, 3)),
				use("bodyToFlux(DataBuffer)", (spec) -> text(spec.retrieve().bodyToFlux(DataBuffer.class)), BODY),
				use("toEntity",
						(spec) -> spec.retrieve().toEntity(byte[].class).map((entity) -> entity.getBody().length),
						BODY.length()),
				use("toEntityFlux",
						(spec) -> spec.retrieve()
							.toEntityFlux(Integer.class)
							.flatMap((entity) -> entity.getBody().collectList()),
						List.of(1, 2, 3)),
				use("toBodilessEntity",
						(spec) -> spec.retrieve().toBodilessEntity().map((entity) -> entity.getStatusCode().value()),
						200),
				use("releaseBody",
						(spec) -> spec.exchangeToMono((response) -> response.releaseBody().thenReturn("released")),
						"released"),
				use("a body that is not read", (spec) -> spec.exchangeToMono((response) -> Mono.just("not read")),
						"not read"),
				use("exchangeToMono", (spec) -> spec.exchangeToMono((response) -> response.bodyToMono(String.class)),
						BODY),
				use("exchangeToFlux",
						(spec) -> spec.exchangeToFlux((response) -> response.bodyToFlux(Integer.class)).next(), 1),
				use("retrieve().onStatus",
						(spec) -> spec.retrieve()
							.onStatus(HttpStatusCode::is2xxSuccessful, (response) -> Mono.error(new Marker()))
							.bodyToMono(String.class)
							.onErrorResume(Marker.class, (ex) -> Mono.just("handled")),
						"handled"),
				use("createException",
						(spec) -> spec.exchangeToMono(ClientResponse::createException)
							.map(WebClientResponseException::getResponseBodyAsString),
						BODY),
				use("a second subscription to the body", (spec) -> spec.exchangeToMono((response) -> {
					Mono<String> body = response.bodyToMono(String.class);
					return body.then(body).onErrorResume(IllegalStateException.class, (ex) -> Mono.just("refused"));
				}), "refused"),
				use("a careless codec that releases twice",
						(spec) -> text(spec.retrieve()
							.bodyToFlux(DataBuffer.class)
							.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
							.doOnNext((buffer) -> DataBufferUtils.release(buffer))),
						BODY));
	}

	private <T> DynamicTest use(String name, Function<WebClient.RequestHeadersSpec<?>, Mono<T>> use, T expected) {
		return DynamicTest.dynamicTest(name, () -> {
			String uri = "/" + name.replaceAll("\\W", "-");
			this.origin.expect("GET " + uri)
				.respond(200)
				.header("Cache-Control", "max-age=60")
				.header("Content-Type", "application/json")
				.body(BODY);
			List<String> statuses = new ArrayList<>();
			WebClient client = this.client.mutate()
				.filter((request, next) -> next.exchange(request)
					.doOnNext((response) -> statuses.addAll(response.headers().header("Cache-Status"))))
				.build();
			assertThat(await(use.apply(client.get().uri(uri)))).as("on a miss").isEqualTo(expected);
			assertThat(await(use.apply(client.get().uri(uri)))).as("on a hit").isEqualTo(expected);
			assertThat(statuses).containsExactly("httpcache; fwd=uri-miss; stored", "httpcache; hit; ttl=60");
		});
	}

	@Test
	void aBufferOfAHitCannotBeUsedToChangeWhatIsStored() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body(BODY);
		get(this.client, "/x");
		Flux<DataBuffer> body = this.client.get().uri("/x").retrieve().bodyToFlux(DataBuffer.class);
		DataBuffer buffer = await(body.single());
		assertThatThrownBy(() -> buffer.writePosition(0).write((byte) 'X')).isInstanceOf(RuntimeException.class);
		try (DataBuffer.ByteBufferIterator views = buffer.writableByteBuffers()) {
			assertThat(views).toIterable().allMatch(ByteBuffer::isReadOnly);
		}
		assertThat(get(this.client, "/x").getBody()).isEqualTo(BODY);
	}

	@Test
	void aHeaderOfAHitCannotBeChanged() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body(BODY);
		get(this.client, "/x");
		HttpHeaders headers = await(this.client.get()
			.uri("/x")
			.exchangeToMono((response) -> Mono.just(response.headers().asHttpHeaders())));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.set("ETag", "x"));
	}

	@Test
	void aRetryAboveTheCacheIsACallOfItsOwn() {
		this.origin.expect("GET /x").respond(503);
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body(BODY);
		WebClient retrying = this.client.mutate()
			.filter((request, next) -> next.exchange(request)
				.flatMap((response) -> response.statusCode().isError() ? response.createError() : Mono.just(response))
				.retry(1))
			.build();
		assertThat(get(retrying, "/x").getBody()).isEqualTo(BODY);
		assertThat(outcome(get(retrying, "/x"))).isEqualTo(CacheOutcome.HIT);
	}

	@Test
	void cookiesOfAHitAreThoseOfTheOrigin() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("Set-Cookie", "a=1; Path=/; HttpOnly; SameSite=Lax")
			.body(BODY);
		for (int i = 0; i < 2; i++) {
			ResponseCookie cookie = await(this.client.get()
				.uri("/x")
				.exchangeToMono((response) -> Mono.justOrEmpty(response.cookies().getFirst("a"))));
			assertThat(cookie.getValue()).isEqualTo("1");
			assertThat(cookie.isHttpOnly()).isTrue();
			assertThat(cookie.getSameSite()).isEqualTo("Lax");
		}
	}

	private static Mono<String> text(Flux<DataBuffer> body) {
		return body.map((buffer) -> {
			String text = buffer.toString(StandardCharsets.UTF_8);
			DataBufferUtils.release(buffer);
			return text;
		}).reduce(String::concat);
	}

	private static final class Marker extends RuntimeException {

	}

}
