package io.httpcache.client.reactive;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import io.httpcache.CacheOutcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A hit is decoded by the codecs of the client that asks.
 */
class CodecTests extends ReactiveTestSupport {

	private void origin(String body) {
		this.origin.always("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("Content-Type", "text/plain")
			.body(body);
	}

	private WebClient.Builder custom(String name) {
		return builder(Transport.REACTOR_NETTY)
			.codecs((codecs) -> codecs.customCodecs().register(new MarkDecoder(name)));
	}

	private static String decode(WebClient client) {
		return await(client.get().uri("/x").retrieve().bodyToMono(Mark.class)).text();
	}

	@Test
	void theFirstHitOfAClientIsDecodedByItsOwnCodecs() {
		origin("x");
		blockingClient().get().uri("/x").retrieve().toBodilessEntity();
		assertThat(decode(custom("one").build())).isEqualTo("one x");
		assertThat(this.origin.requests()).hasSize(1);
	}

	@Test
	void codecsAddedAfterTheCacheAndBeforeItCount() {
		origin("x");
		blockingClient().get().uri("/x").retrieve().toBodilessEntity();
		WebClient.Builder before = WebClient.builder()
			.codecs((codecs) -> codecs.customCodecs().register(new MarkDecoder("before")));
		assertThat(decode(this.cache.applyTo(before).baseUrl(this.origin.url()).build())).isEqualTo("before x");
		assertThat(decode(custom("after").build())).isEqualTo("after x");
	}

	@Test
	void clonesAndMutatedClientsHaveTheirOwn() {
		origin("x");
		WebClient.Builder builder = builder(Transport.REACTOR_NETTY);
		blockingClient().get().uri("/x").retrieve().toBodilessEntity();
		WebClient cloned = builder.clone()
			.codecs((codecs) -> codecs.customCodecs().register(new MarkDecoder("cloned")))
			.build();
		WebClient mutated = builder.build()
			.mutate()
			.codecs((codecs) -> codecs.customCodecs().register(new MarkDecoder("mutated")))
			.filter((request, next) -> next.exchange(request))
			.build();
		assertThat(decode(cloned)).isEqualTo("cloned x");
		assertThat(decode(mutated)).isEqualTo("mutated x");
		assertThat(decode(cloned)).isEqualTo("cloned x");
		assertThat(this.origin.requests()).hasSize(1);
	}

	@Test
	void exchangeStrategiesCount() {
		origin("x");
		blockingClient().get().uri("/x").retrieve().toBodilessEntity();
		WebClient client = builder(Transport.REACTOR_NETTY)
			.exchangeStrategies(ExchangeStrategies.builder()
				.codecs((codecs) -> codecs.customCodecs().register(new MarkDecoder("strategies")))
				.build())
			.build();
		assertThat(decode(client)).isEqualTo("strategies x");
	}

	@Test
	void aClientThatGotTheFilterByHandLearnsThemFromItsFirstResponse() {
		origin("x");
		blockingClient().get().uri("/x").retrieve().toBodilessEntity();
		CachingExchangeFilter filter = new CachingExchangeFilter(this.runtime);
		for (String name : List.of("one", "two")) {
			WebClient client = WebClient.builder()
				.baseUrl(this.origin.url())
				.filter(filter)
				.codecs((codecs) -> codecs.customCodecs().register(new MarkDecoder(name)))
				.build();
			for (int i = 0; i < 2; i++) {
				assertThat(decode(client)).isEqualTo(name + " x");
			}
			assertThat(outcome(get(client, "/x"))).isEqualTo(CacheOutcome.HIT);
		}
		assertThat(this.origin.requests()).hasSize(3);
	}

	@Test
	void aClientThatGotTheFilterByHandIsServedWhenTheOriginIsAway() {
		storeForErrors("/x");
		this.origin.refuseConnections();
		WebClient client = WebClient.builder()
			.baseUrl(this.origin.url())
			.filter(new CachingExchangeFilter(this.runtime))
			.build();
		assertThat(get(client, "/x").getBody()).isEqualTo("good");
	}

	static Stream<Integer> sizes() {
		return Stream.of(10, 100_000);
	}

	@ParameterizedTest
	@MethodSource("sizes")
	void maxInMemorySizeLimitsDecodingAndNotStoring(int size) {
		origin("x".repeat(size));
		WebClient limited = builder(Transport.REACTOR_NETTY)
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(5))
			.build();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(WebClientResponseException.class)
				.isThrownBy(() -> await(limited.get().uri("/x").retrieve().bodyToMono(String.class)))
				.withCauseInstanceOf(DataBufferLimitException.class);
		}
		assertThat(get(this.client, "/x").getBody()).hasSize(size);
		assertThat(this.origin.requests()).hasSize(1);
	}

	@Test
	void aBodyThatCannotBeDecodedFailsAsWithoutACache() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.header("Content-Type", "application/json")
			.body("{");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(DecodingException.class)
				.isThrownBy(() -> await(this.client.get().uri("/x").retrieve().bodyToMono(Map.class)));
		}
	}

	/**
	 * What only a custom decoder can make.
	 *
	 * @param text the decoded text
	 */
	record Mark(String text) {

	}

	private static final class MarkDecoder extends AbstractDataBufferDecoder<Mark> {

		private final String name;

		MarkDecoder(String name) {
			super(MimeTypeUtils.ALL);
			this.name = name;
		}

		@Override
		public boolean canDecode(ResolvableType elementType, @Nullable MimeType mimeType) {
			return elementType.resolve() == Mark.class;
		}

		@Override
		public Mark decode(DataBuffer buffer, ResolvableType elementType, @Nullable MimeType mimeType,
				@Nullable Map<String, Object> hints) {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			return new Mark(this.name + " " + new String(bytes));
		}

	}

}
