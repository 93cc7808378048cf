package io.httpcache.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.scenario.Scenario.Line;
import io.httpcache.test.OriginRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what came with what a line says.
 */
final class Expected {

	private Expected() {
	}

	/** {@code gets MISS stored | 200 "body" | Name: value | no Name}. */
	static void response(Line line, @Nullable ResponseEntity<String> response, @Nullable Exception failure,
			java.time.Instant now) {
		List<String> parts = line.parts();
		String where = "line " + line.number() + ": " + line.text() + "\n got: "
				+ ((response != null) ? response : failure);
		if (parts.get(0).equals("error")) {
			assertThat(failure).as(where).isNotNull();
			return;
		}
		if (response == null) {
			throw new AssertionError(where, failure);
		}
		outcome(parts.get(0), response, where);
		Map<String, List<String>> fields = new LinkedHashMap<>();
		for (String part : parts.subList(1, parts.size())) {
			if (part.startsWith("no ")) {
				assertThat(response.getHeaders().getOrEmpty(part.substring(3))).as(where).isEmpty();
			}
			else if (Character.isDigit(part.charAt(0)) || part.startsWith("\"")) {
				statusAndBody(part, response, where);
			}
			else {
				int colon = part.indexOf(':');
				fields.computeIfAbsent(part.substring(0, colon), (name) -> new java.util.ArrayList<>())
					.add(ScenarioValues.dates(part.substring(colon + 1).strip(), now));
			}
		}
		fields.forEach((name, values) -> assertThat(response.getHeaders().getOrEmpty(name)).as(where)
			.containsExactlyElementsOf(values));
	}

	private static void outcome(String part, ResponseEntity<String> response, String where) {
		CacheStatus status = CacheStatus.from(response.getHeaders());
		assertThat(status).as(where).isNotNull();
		for (String word : part.split(" ")) {
			if (word.equals("stored")) {
				assertThat(status.stored()).as(where).isTrue();
			}
			else if (word.startsWith("ttl=")) {
				assertThat(status.ttl()).as(where).isEqualTo(Long.valueOf(word.substring(4)));
			}
			else if (word.startsWith("fwd=")) {
				assertThat(status.forward()).as(where).isEqualTo(word.substring(4));
			}
			else if (isOutcome(word)) {
				assertThat(status.outcome()).as(where).isEqualTo(CacheOutcome.valueOf(word));
			}
			else {
				assertThat(status.stored()).as(where).isFalse();
				assertThat(status.detail()).as(where).isEqualTo(word);
			}
		}
	}

	private static boolean isOutcome(String word) {
		return java.util.Arrays.stream(CacheOutcome.values()).anyMatch((outcome) -> outcome.name().equals(word));
	}

	private static void statusAndBody(String part, ResponseEntity<String> response, String where) {
		String body = ScenarioValues.body(part.contains(" ") ? part.substring(part.indexOf(' ')) : part);
		if (Character.isDigit(part.charAt(0))) {
			assertThat(response.getStatusCode().value()).as(where).isEqualTo(Integer.parseInt(part.split(" ")[0]));
			body = part.contains(" ") ? ScenarioValues.body(part.substring(part.indexOf(' '))) : null;
		}
		if (body != null) {
			// A client that has no body to give says so by null
			assertThat((response.getBody() != null) ? response.getBody() : "").as(where).isEqualTo(body);
		}
	}

	/** {@code asked If-None-Match: "1" | no Range}. */
	static void originRequest(Line line, OriginRequest request, java.time.Instant now) {
		for (String part : line.parts()) {
			String where = "line " + line.number() + ": " + line.text() + "\n got: " + request;
			if (part.startsWith("no ")) {
				assertThat(request.headers(part.substring(3))).as(where).isEmpty();
			}
			else {
				int colon = part.indexOf(':');
				assertThat(request.headers(part.substring(0, colon).toLowerCase(Locale.ROOT))).as(where)
					.containsExactly(ScenarioValues.dates(part.substring(colon + 1).strip(), now));
			}
		}
	}

}
