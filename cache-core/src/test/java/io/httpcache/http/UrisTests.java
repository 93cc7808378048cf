package io.httpcache.http;

import java.net.URI;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Uris}.
 */
class UrisTests {

	private static final Set<String> SECRET = Set.of("apikey", "token");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			HTTP://EXAMPLE.com/A                  | http://example.com/A
			https://example.com                   | https://example.com/
			https://example.com?q=1               | https://example.com/?q=1
			https://example.com#f                 | https://example.com/
			http://example.com:80/                | http://example.com/
			http://example.com:443/               | http://example.com:443/
			https://example.com:443               | https://example.com/
			https://example.com:80/               | https://example.com:80/
			HTTPS://example.com:0443/             | https://example.com/
			http://example.com:/                  | http://example.com/
			http://example.com:08080/             | http://example.com:8080/
			http://user:pw@example.com/a          | http://example.com/a
			http://user@example.com:80/a@b        | http://example.com/a@b
			http://example.com/a#b?c              | http://example.com/a
			http://example.com/%7efoo/%2f%c3%bc   | http://example.com/~foo/%2F%C3%BC
			http://example.com/?q=%41%2b+         | http://example.com/?q=A%2B+
			http://example.com/a/./b/../c         | http://example.com/a/c
			http://example.com/a/b/..             | http://example.com/a/
			http://example.com/a/b/.              | http://example.com/a/b/
			http://example.com/../../a            | http://example.com/a
			http://example.com/..                 | http://example.com/
			http://example.com/a/%2E%2e/b         | http://example.com/b
			http://example.com/a//../b            | http://example.com/a/b
			http://example.com/a/../..?x=/../y    | http://example.com/?x=/../y
			http://example.com/...;/..a/a..       | http://example.com/...;/..a/a..
			http://example.com/ü?ü=ü              | http://example.com/%C3%BC?%C3%BC=%C3%BC
			http://EX_ample.com:80/               | http://ex_ample.com/
			http://[2001:DB8::1]:80/a             | http://[2001:db8::1]/a
			http://[::1]/a                        | http://[::1]/a
			http://[::1]:8080/a                   | http://[::1]:8080/a
			""")
	void equivalentUrisHaveOneForm(URI uri, String normal) {
		assertThat(Uris.normalize(uri)).isEqualTo(normal);
		assertThat(Uris.normalize(URI.create(normal))).isEqualTo(normal);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/", "https://api.example.com/users/1?q=a%20b&x=%2F..%3F?/../.",
			"https://example.com:8443/a.b/..c/.well-known/~x;p=1", "http://127.0.0.1:80801/a", "http://a_b/x",
			"http://example.com/?", "http://example.com//a//", "mailto:a@b", "/relative/../x", "file:///a/../b", "x" })
	void aNormalUriComesBackAsItIs(String text) {
		URI uri = URI.create(text);
		assertThat(Uris.normalize(uri)).isSameAs(uri.toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			http://a/?x=1&utm=2&y=3        | http://a/?x=1&y=3
			http://a/?utm=1                | http://a/
			http://a/?utm=1&utm            | http://a/
			http://a/?utm=1&y=2            | http://a/?y=2
			http://a/?y=2&utm              | http://a/?y=2
			http://a/?%75tm=1&y            | http://a/?y
			http://a/?a+b=1&c%20d=2&y      | http://a/?y
			http://a/?%C3%BC=1&y           | http://a/?y
			http://a/?y&&utm=1&            | http://a/?y&&
			""")
	void queryParametersAreLeftOut(String uri, String expected) {
		assertThat(Uris.withoutQueryParameters(uri, Set.of("utm", "a b", "c d", "\u00fc"))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://a/", "http://a/?", "http://a/?x=utm", "http://a/?UTM=1", "http://a/?utm_source=1",
			"http://a/utm=1", "http://a/?%zz=1&%7", "http://a/?x=1&&y" })
	void whatHasNoneOfThemComesBackAsItIs(String uri) {
		assertThat(Uris.withoutQueryParameters(uri, Set.of("utm"))).isSameAs(uri);
		assertThat(Uris.withoutQueryParameters(uri, Set.of())).isSameAs(uri);
	}

	@ParameterizedTest
	@CsvSource({ "http://a/x, HTTP://A:80/y, true", "https://a, https://a:443/, true", "http://a, https://a, false",
			"http://a, http://b, false", "http://a:8080, http://a, false", "http://a:443, https://a:443, false",
			"http://u@a/, http://a/, true", "http://a_b/x, http://A_B:80/y, true", "http://a_b/x, http://a_c/y, false",
			"http://a_b/x, http://ab/y, false", "/x, /y, false", "mailto:a@b, mailto:a@b, false" })
	void originsAreCompared(URI a, URI b, boolean same) {
		assertThat(Uris.sameOrigin(a, b)).isEqualTo(same);
		assertThat(Uris.sameOrigin(b, a)).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "http://a/b/c?q#f | ''   | http://a/b/c?q#f", "http://a/b/c?q | #x   | http://a/b/c?q",
					"http://a/b/c?q   | ?y   | http://a/b/c?y", "http://a/b/c#f | ?y   | http://a/b/c?y",
					"http://a/b/c?q   | g    | http://a/b/g", "http://a/b/c?q | ../g | http://a/g",
					"http://a/b/c?q   | //g  | http://g", "http://a/b/c?q | h://g/x | h://g/x",
					"http://a | g | http://a/g", "http://a?q       | ?y   | http://a?y",
					"http://a?q | ./g | http://a/g" })
	void referencesAreResolvedAgainstTheWholeBase(URI base, String reference, URI target) throws Exception {
		assertThat(Uris.resolve(base, reference)).isEqualTo(target);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			http://a/?x=1&api_key=2                   | http://a/?x=1&api_key=***
			http://a/?API-Key=2&x=1                   | http://a/?API-Key=***&x=1
			http://a/?apikey=2=3;token=4              | http://a/?apikey=***;token=***
			http://a/?%61pi%5Fkey=2                   | http://a/?%61pi%5Fkey=***
			http://a/?token=&token                    | http://a/?token=***&token
			http://a/?mytoken=1&tokens=2              | http://a/?mytoken=1&tokens=2
			http://a/token=1                          | http://a/token=1
			http://a/?u=http://b/?token=1             | http://a/?u=http://b/?token=***
			http://user:pw@a/b@c                      | http://a/b@c
			http://a:pw@b:pw@c/                       | http://c/
			//user:pw@a/                              | //a/
			http://a/#access_token=1                  | http://a/
			http://a?u=//b@c                          | http://a?u=//b@c
			/relative?token=1                         | /relative?token=***
			http://a/ü                                | http://a/%C3%BC
			``                                        | ``
			""")
	void secretsAreNotShown(String uri, String shown) {
		assertThat(Uris.redact(uri, (name) -> SECRET.contains(name.replaceAll("[-_]", "").toLowerCase())))
			.isEqualTo(shown);
	}

	@Test
	void whatIsShownStaysInOneLine() {
		assertThat(Uris.redact("http://a/\r\nFAKE \u2028\u001b[0m?\n=\t&\ud83d\ude00\ud800", (name) -> false))
			.isEqualTo("http://a/%0D%0AFAKE%20%E2%80%A8%1B[0m?%0A=%09&%F0%9F%98%80%3F");
	}

}
