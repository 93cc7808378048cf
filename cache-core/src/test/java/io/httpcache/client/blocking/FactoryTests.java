package io.httpcache.client.blocking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheReason;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The outcomes over each request factory of {@code RestClient}.
 */
class FactoryTests extends BlockingTestSupport {

	/** Only for an origin that hangs: on a busy machine any other may take this long. */
	private static final Duration SHORT = Duration.ofMillis(400);

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aMissIsStoredAndAnsweredAsAHit(Factory factory) {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).header("X-Own", "a").body("hello"));
		RestClient client = client(factory);
		verifyThat(get(client, "/x")).isMiss().isStored().hasBody("hello").hasHeader("X-Own", "a");
		this.clock.advance(Duration.ofSeconds(59));
		verifyThat(get(client, "/x")).isHit().hasBody("hello").hasHeader("X-Own", "a").hasAge(59);
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aLargeChunkedBodyIsStored(Factory factory) {
		String large = "0123456789".repeat(10_000);
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).chunked().body(large).body("end"));
		RestClient client = client(factory);
		verifyThat(get(client, "/x")).isStored().hasBody(large + "end");
		verifyThat(get(client, "/x")).isHit().hasBody(large + "end");
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aCompressedBodyIsAHitInTheFormInWhichItCame(Factory factory) throws IOException {
		this.origin.expect("GET /x")
			.respond(cacheable(Reply.of(200)).header("Content-Encoding", "gzip").body(gzip("hello")));
		RestClient client = client(factory);
		ResponseEntity<byte[]> miss = client.get().uri("/x").retrieve().toEntity(byte[].class);
		ResponseEntity<byte[]> hit = client.get().uri("/x").retrieve().toEntity(byte[].class);
		verifyThat(hit).isHit();
		assertThat(hit.getBody()).isEqualTo(miss.getBody());
		assertThat(hit.getHeaders().get("Content-Encoding")).isEqualTo(miss.getHeaders().get("Content-Encoding"));
		assertThat(hit.getHeaders().getContentLength()).isIn(-1L, (long) hit.getBody().length);
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aStaleResponseIsConfirmed(Factory factory) {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).header("ETag", "\"1\"").body("hello"));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(304)).header("ETag", "\"1\""));
		RestClient client = client(factory);
		get(client, "/x");
		this.clock.advance(Duration.ofSeconds(61));
		verifyThat(get(client, "/x")).isRevalidated().hasStatus(200).hasBody("hello");
		assertThat(this.origin.lastRequest().header("If-None-Match")).isEqualTo("\"1\"");
		verifyThat(get(client, "/x")).isHit().hasBody("hello");
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aStaleResponseStandsInForAReset(Factory factory) {
		RestClient client = storedForErrors(factory);
		// The JDK's client tries a second time
		this.origin.always("GET /x").respond(Reply.of(200).reset());
		verifyThat(get(client, "/x")).isStaleIfError().hasBody("good");
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aStaleResponseStandsInForAReadTimeout(Factory factory) {
		storedForErrors(factory);
		this.origin.always("GET /x").respond(Reply.of(200).hang());
		verifyThat(get(impatientClient(factory), "/x")).isStaleIfError().hasBody("good");
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aStaleResponseStandsInForAnOriginThatIsAway(Factory factory) {
		storedForErrors(factory);
		this.origin.refuseConnections();
		// A client without a connection from before
		verifyThat(get(client(factory), "/x")).isStaleIfError().hasBody("good");
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void aFailureOnValidationIsTheClientsOwn(Factory factory) {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).header("ETag", "\"1\"").body("hello"));
		get(client(factory), "/x");
		RestClient client = impatientClient(factory);
		this.clock.advance(Duration.ofSeconds(61));
		this.origin.always("GET /x").respond(Reply.of(200).hang());
		ResourceAccessException failure = catchThrowableOfType(ResourceAccessException.class, () -> get(client, "/x"));
		assertThat(failure.getCause().getStackTrace()[0].getClassName()).doesNotStartWith("io.httpcache");
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void headIsAnsweredFromAStoredGetAndAStored204HasNoBody(Factory factory) {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("hello"));
		this.origin.expect("GET /none").respond(cacheable(Reply.of(204)));
		RestClient client = client(factory);
		get(client, "/x");
		ResponseEntity<Void> head = client.head().uri("/x").retrieve().toBodilessEntity();
		verifyThat(head).isHit();
		assertThat(head.getHeaders().getContentLength()).isEqualTo(5);
		verifyThat(get(client, "/none")).isStored().hasStatus(204);
		verifyThat(get(client, "/none")).isHit().hasStatus(204).hasBody(null);
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void anUnsafeMethodPassesByAndInvalidates(Factory factory) {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("old"));
		this.origin.expect("POST /x").respond(Reply.of(200).body("done"));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("new"));
		RestClient client = client(factory);
		get(client, "/x");
		verifyThat(client.post().uri("/x").body("data").retrieve().toEntity(String.class))
			.isBypassed(CacheReason.METHOD)
			.hasBody("done");
		verifyThat(get(client, "/x")).isMiss().hasBody("new");
	}

	@ParameterizedTest
	@EnumSource(Factory.class)
	void twoTokensNeverMeet(Factory factory) {
		this.origin.respondWith((request) -> cacheable(Reply.of(200)).body(request.header("Authorization")));
		RestClient client = client(factory);
		for (int round = 0; round < 2; round++) {
			for (String token : new String[] { "Bearer a", "Bearer b" }) {
				ResponseEntity<String> answer = client.get()
					.uri("/x")
					.header("Authorization", token)
					.retrieve()
					.toEntity(String.class);
				assertThat(answer.getBody()).isEqualTo(token);
			}
		}
		assertThat(this.origin.requests()).hasSize(2);
	}

	private RestClient client(Factory factory) {
		return builder(this.cache).requestFactory(factory.create()).build();
	}

	private RestClient impatientClient(Factory factory) {
		return builder(this.cache).requestFactory(factory.create(SHORT)).build();
	}

	private RestClient storedForErrors(Factory factory) {
		this.origin.expect("GET /x")
			.respond(Reply.of(200).header("Cache-Control", "max-age=60, stale-if-error=600").body("good"));
		RestClient client = client(factory);
		verifyThat(get(client, "/x")).isStored();
		this.clock.advance(Duration.ofSeconds(61));
		return client;
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

}
