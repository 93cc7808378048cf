package io.httpcache;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading {@code Cache-Status} (RFC 9211).
 */
class CacheStatusTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "httpcache; hit; ttl=42 | HIT", "httpcache; hit; ttl=-1 | STALE", "httpcache; hit | HIT",
					"httpcache; fwd=stale; fwd-status=304; stored | REVALIDATED",
					"httpcache; fwd=stale; detail=STALE_IF_ERROR | STALE_IF_ERROR",
					"httpcache; fwd=uri-miss; collapsed | COLLAPSED", "httpcache; fwd=uri-miss; stored | MISS",
					"httpcache; fwd=bypass; detail=REQUESTED | BYPASS", "httpcache; fwd=METHOD | BYPASS",
					"httpcache; detail=ONLY_IF_CACHED | UNSATISFIABLE", "a; hit, httpcache; fwd=miss | MISS" })
	void theFieldTellsTheOutcome(String line, CacheOutcome expected) {
		assertThat(from(line).outcome()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cdn; fwd=miss", "not a list", "\"", "cdn; hit\r\n", "" })
	void whatOtherCachesWroteBeforeChangesNothing(String before) {
		CacheStatus status = from(before, "httpcache; hit; ttl=42");
		assertThat(status.name()).isEqualTo("httpcache");
		assertThat(status.outcome()).isEqualTo(CacheOutcome.HIT);
		assertThat(status.ttl()).isEqualTo(42);
	}

	@Test
	void withoutTheFieldThereIsNoStatus() {
		assertThat(from()).isNull();
		assertThat(from("not a list")).isNull();
		assertThat(from("(a b)")).isNull();
	}

	private static CacheStatus from(String... lines) {
		HttpHeaders headers = new HttpHeaders();
		for (String line : lines) {
			headers.add(CacheStatus.FIELD, line);
		}
		return CacheStatus.from(headers);
	}

}
