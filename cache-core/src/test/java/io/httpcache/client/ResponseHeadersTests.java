package io.httpcache.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import io.httpcache.CacheOutcome;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;
import io.httpcache.store.CompactFields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseHeadersTests {

	private static final FieldLines LINES = FieldLines.of("Content-Type", "application/json", "Content-Length", "17",
			"age", "3", "Vary", "Accept", "vary", "Origin", "cache-status", "upstream; hit", "X-Cased", "1", "x-Other",
			"2", "VARY", "Accept-Language");

	private static final Map<String, List<String>> EXPECTED = new LinkedHashMap<>();

	static {
		EXPECTED.put("Content-Type", List.of("application/json"));
		EXPECTED.put("Content-Length", List.of("17"));
		EXPECTED.put("Vary", List.of("Accept", "Origin", "Accept-Language"));
		EXPECTED.put("cache-status", List.of("upstream; hit", "ours; hit; ttl=9"));
		EXPECTED.put("X-Cased", List.of("1"));
		EXPECTED.put("x-Other", List.of("2"));
		EXPECTED.put("Age", List.of("42"));
	}

	static Stream<Fields> views() {
		return Stream.of(LINES, CompactFields.copyOf(LINES));
	}

	private static HttpHeaders headers(Fields fields) {
		return ResponseHeaders.of(fields, 42, StatusField.hit("ours", CacheOutcome.HIT, 9, null));
	}

	@ParameterizedTest
	@MethodSource("views")
	void looksEachFieldUpInAnyCaseBeforeAndAfterAWalk(Fields fields) {
		HttpHeaders headers = headers(fields);
		for (int pass = 0; pass < 2; pass++) {
			EXPECTED.forEach((name, values) -> {
				assertThat(headers.get(name.toUpperCase())).containsExactlyInAnyOrderElementsOf(values);
				assertThat(headers.getFirst(name)).isEqualTo(values.get(0));
				assertThat(headers.containsHeader(name.toLowerCase())).isTrue();
			});
			assertThat(headers.get("X-Absent")).isNull();
			assertThat(headers.getFirst("X-Absent")).isNull();
			assertThat(headers.headerNames()).hasSize(EXPECTED.size());
		}
	}

	@ParameterizedTest
	@MethodSource("views")
	void walksOverEachFieldOnceInTheOrderOfTheMessage(Fields fields) {
		Map<String, List<String>> walked = new LinkedHashMap<>();
		headers(fields).forEach(walked::put);
		assertThat(walked).containsExactlyEntriesOf(EXPECTED);
	}

	@ParameterizedTest
	@MethodSource("views")
	void copiesIntoTheHeadersOfAnEntity(Fields fields) {
		HttpHeaders copied = ResponseEntity.ok().headers(headers(fields)).build().getHeaders();
		EXPECTED.forEach((name, values) -> assertThat(copied.get(name)).isEqualTo(values));
		assertThat(copied.size()).isEqualTo(EXPECTED.size());
		assertThat(HttpHeaders.copyOf(headers(fields)).get("vary")).isEqualTo(EXPECTED.get("Vary"));
	}

	@Test
	void readsTypeAndLength() {
		assertThat(headers(LINES).getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
		assertThat(headers(LINES).getContentLength()).isEqualTo(17);
		assertThat(headers(FieldLines.NONE).getContentLength()).isEqualTo(-1);
	}

	@Test
	void leavesTheOriginsAgeWhereItHasNoneOfItsOwn() {
		HttpHeaders headers = ResponseHeaders.of(LINES, -1, StatusField.hit("ours", CacheOutcome.HIT, 9, null));
		assertThat(headers.get("Age")).containsExactly("3");
	}

	@Test
	void aFieldWithoutAnyNameBreaksNothing() {
		assertThat(headers(FieldLines.of("", "a", "", "b")).get("")).containsExactly("a", "b");
		assertThat(headers(FieldLines.of("", "a", "", "b")).headerNames()).containsExactly("", "Age", "Cache-Status");
	}

	@Test
	void cannotBeChanged() {
		HttpHeaders headers = headers(LINES);
		assertThatThrownBy(() -> headers.set("A", "b")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> headers.get("Vary").add("b")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> headers.remove("Vary")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(headers::clear).isInstanceOf(UnsupportedOperationException.class);
	}

}
