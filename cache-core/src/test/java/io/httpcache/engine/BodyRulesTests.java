package io.httpcache.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.CacheReason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which bodies are handed on as they arrive.
 */
class BodyRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "Text/Event-Stream;charset=UTF-8", "application/x-ndjson",
			"application/stream+json", "application/ndjson", "application/json-seq", "multipart/byteranges; boundary=x",
			"application/grpc", "application/grpc+proto" })
	void aStreamIsNotReadAhead(String type) {
		assertThat(refusal("GET", 200, "Content-Type: " + type)).isEqualTo(CacheReason.STREAMING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "text/event", "", "application/x-multipart/" })
	void anythingElseIs(String type) {
		assertThat(refusal("GET", 200, "Content-Type: " + type)).isNull();
		assertThat(refusal("GET", 200)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "HEAD, 200", "GET, 204" })
	void whatHasNoBodyHasNoRule(String method, int status) {
		assertThat(refusal(method, status, "Content-Type: text/event-stream", "Content-Length: 5000")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0,", "999,", "1000,", "1001, TOO_LARGE", "9223372036854775807, TOO_LARGE",
			"9223372036854775808, TOO_LARGE", "99999999999999999999999, TOO_LARGE", "x,", "-1,",
			"9999999999999999999x,", "1000 bytes," })
	void aLengthOverTheLimitIsToldByTheHead(String length, CacheReason expected) {
		assertThat(refusal("GET", 200, "Content-Length: " + length)).isEqualTo(expected);
	}

	@Test
	void theLimitIsTheRoutes() {
		CachePolicy policy = Rules.with().maxEntrySize(Long.MAX_VALUE).rules();
		assertThat(BodyRules.refusal(Given.get(), policy, 200, Given.fields("Content-Length: 1001"))).isNull();
	}

	private static CacheReason refusal(String method, int status, String... lines) {
		return BodyRules.refusal(Given.request(method), Rules.with().maxEntrySize(1000).rules(), status,
				Given.fields(lines));
	}

}
