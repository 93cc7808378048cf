package io.httpcache.fuzz;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.http.FieldLines;
import io.httpcache.route.InvalidUrlPatternException;
import io.httpcache.route.UrlPattern;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.StoredResponseCodec;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Fields of 100 kB take an exchange milliseconds. With anything quadratic in it they take
 * it many seconds.
 */
class LongFieldTests {

	private static final int LENGTH = 100_000;

	private static final Duration LINEAR = Duration.ofSeconds(10);

	private static final ResponseFacts FACTS = new ResponseFacts(0, 0, 0, ResponseFacts.ABSENT, ResponseFacts.ABSENT,
			ResponseFacts.ABSENT, ResponseFacts.ABSENT, ResponseFacts.ABSENT, false, false, false, false, true, false,
			List.of(), List.of());

	private static final List<String> ASKED = List.of("Cache-Control", "Accept", "Accept-Language", "If-None-Match",
			"Range", "Authorization", "X-Own");

	private static final List<String> ANSWERED = List.of("Cache-Control", "Vary", "ETag", "Connection", "Expires",
			"Age", "Content-Language", "Cache-Groups", "Cache-Group-Invalidation", "Location", "Cache-Status",
			"Retry-After", "Content-Type");

	@ParameterizedTest
	@ValueSource(strings = { "a", "1", ",", "a,", "\"", "\\", "\\\"", "a=\"b\",", "W/\"a\",", " ", "\t,", "(", ";a=1",
			"%41", "/../", "\u00fc", "\u0000", "\r\n" })
	void anExchangeTakesLinearTime(String shape) {
		String value = shape.repeat(LENGTH / shape.length());
		HttpHeaders asked = new HttpHeaders();
		ASKED.forEach((name) -> asked.set(name, value));
		HttpHeaders answer = new HttpHeaders();
		ANSWERED.forEach((name) -> answer.set(name, value));
		answer.add("Cache-Control", "max-age=60");
		answer.add("Vary", "Accept, Accept-Language, X-Own");
		URI uri = URI.create("http://origin.example/" + "a/../%41?token=1&".repeat(LENGTH / 17));
		assertTimeoutPreemptively(LINEAR, () -> Exchanges.play(uri, asked, 200, answer, new byte[0]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a,", "X-Own: b", "\u4e2d", "\u0000" })
	void aStoredResponseTakesLinearTime(String shape) {
		String value = shape.repeat(LENGTH / shape.length());
		FieldLines fields = FieldLines.of("X-One", value, "X-Two", value, "X-One", value);
		assertTimeoutPreemptively(LINEAR, () -> {
			StoredResponse response = new StoredResponse("GET", 200, fields, new byte[0], FACTS, 0, value,
					Set.of(value));
			StoredResponseCodec.decode(StoredResponseCodec.encodeMetadata(response), new byte[0]);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "**", "/*", "/**", "{a}", "{a:(b+)+}", "a", "%", "?", "[", ".*" })
	void aPatternTakesLinearTime(String shape) {
		assertTimeoutPreemptively(LINEAR, () -> {
			try {
				UrlPattern.parse("/" + shape.repeat(LENGTH / shape.length()));
			}
			catch (InvalidUrlPatternException ex) {
				// Said, and in time
			}
		});
	}

}
