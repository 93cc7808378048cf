package io.httpcache.engine;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the answer to an unsafe request makes invalid (RFC 9111 §4.4, RFC 9875).
 */
class InvalidationsTests {

	@ParameterizedTest
	@CsvSource({ "POST, 200, true", "PUT, 204, true", "DELETE, 302, true", "PATCH, 399, true", "FOO, 200, true",
			"PUT, 199, false", "PUT, 400, false", "PUT, 500, false", "GET, 200, false", "HEAD, 200, false",
			"OPTIONS, 200, false", "QUERY, 200, false" })
	void anUnsafeRequestThatSucceedsInvalidatesItsUri(String method, int status, boolean expected) {
		Invalidation invalidation = of(method, status);
		assertThat(invalidation.uris()).isEqualTo(expected ? List.of(Given.HERE) : List.of());
		assertThat(invalidation.isEmpty()).isEqualTo(!expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Location", "Content-Location" })
	void whatItPointsToAtTheSameOriginToo(String field) {
		assertThat(of("POST", 201, field + ": /things/2").uris()).containsExactly(Given.HERE,
				URI.create("https://api.example.com/things/2"));
		assertThat(of("POST", 201, field + ": 2").uris()).contains(URI.create("https://api.example.com/things/2"));
		assertThat(of("POST", 201, field + ": ?q=b").uris())
			.contains(URI.create("https://api.example.com/things/1?q=b"));
		assertThat(of("POST", 201, field + ": https://api.example.com:443/x").uris()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://other.example.com/x", "http://api.example.com/x",
			"https://api.example.com:8443/x", "//other/x", "mailto:a@b", "::", "http://[", "" })
	void nobodyInvalidatesWhatBelongsToAnotherOrigin(String reference) {
		List<URI> uris = of("POST", 201, "Location: " + reference).uris();
		assertThat(uris).startsWith(Given.HERE).allMatch((uri) -> uri.getAuthority().equals("api.example.com"));
		assertThat(uris).allMatch((uri) -> uri.getScheme().equals("https"));
	}

	@Test
	void groupsBelongToOneOrigin() {
		assertThat(of("POST", 200, "Cache-Group-Invalidation: \"a\", \"b\"").tags())
			.containsExactly("group:https://api.example.com a", "group:https://api.example.com b");
		assertThat(Invalidations.groups(URI.create("https://API.example.com"), Given.fields("Cache-Groups: \"a\""),
				"Cache-Groups"))
			.containsExactly("group:https://api.example.com a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "1", "?1", "(\"a\")", "\"a", "\"a\" \"b\"" })
	void aGroupIsAString(String value) {
		assertThat(of("POST", 200, "Cache-Group-Invalidation: " + value).tags()).isEmpty();
	}

	@Test
	void aSafeRequestInvalidatesNoGroup() {
		assertThat(of("GET", 200, "Cache-Group-Invalidation: \"a\"").isEmpty()).isTrue();
		assertThat(of("POST", 500, "Cache-Group-Invalidation: \"a\"").isEmpty()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "https://api.example.com/things/1?q=a, true", "/things/1?q=a, true", "?q=a, true",
			"/things/../things/1?q=a, true", "/things/1, false", "/things/2, false",
			"https://other.example.com/things/1?q=a, false", ", false" })
	void contentLocationSaysWhatAnAnswerStandsFor(String location, boolean expected) {
		assertThat(Invalidations.isRepresentation(Given.HERE,
				(location != null) ? Given.fields("Content-Location: " + location) : Given.fields()))
			.isEqualTo(expected);
	}

	@Test
	void tagsAloneAreSomethingToDo() {
		assertThat(new Invalidation(List.of(), List.of("a")).isEmpty()).isFalse();
		assertThat(new Invalidation(List.of(Given.HERE), List.of()).isEmpty()).isFalse();
		assertThat(Invalidation.NONE.isEmpty()).isTrue();
	}

	private static Invalidation of(String method, int status, String... lines) {
		return new CacheEngine(CacheMode.PRIVATE, false, false).invalidation(Given.request(method), status,
				Given.fields(lines));
	}

}
