package io.httpcache.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Whatever a peer sends is read or ignored, in linear time.
 */
class HostileInputTests {

	private static final int LENGTH = 200_000;

	@Property(tries = 5000)
	void noValueMakesAParserThrow(@ForAll("values") String value) {
		parseAll(List.of(value, value));
	}

	@Property(tries = 2000)
	void noTextMakesAParserThrow(@ForAll String value) {
		parseAll(List.of(value));
	}

	@Property(tries = 5000)
	void aNormalUriIsNormal(@ForAll("uris") String text) {
		URI uri = uri(text);
		// A host and port that are none to java.net.URI have no normal form
		if (uri == null || uri.getRawAuthority() == null
				|| (uri.getHost() == null && uri.getRawAuthority().contains(":"))) {
			return;
		}
		String normal = Uris.normalize(uri);
		URI again = URI.create(normal);
		assertThat(normal).isEqualTo(again.toString());
		assertThat(Uris.normalize(again)).isSameAs(again.toString());
	}

	@Property(tries = 2000)
	void whatIsShownIsPrintable(@ForAll String text) {
		assertThat(Uris.redact(text, "token"::equals)).matches("[!-~]*");
	}

	@Property(tries = 2000)
	void aStringIsReadAsItWasWritten(@ForAll String text) {
		String written = StructuredFields.serializeKeyOrToken(text);
		assertThat(StructuredFields.parseList(List.of(written))).singleElement()
			.extracting((member) -> ((StructuredFields.Item) member).bareItem().toString())
			.isEqualTo(text.replaceAll("[^ -~]", "?"));
	}

	@Example
	void longValuesTakeLinearTime() {
		nastyShapes().forEach((shape) -> {
			String value = shape.repeat(LENGTH / shape.length());
			for (String prefix : List.of("", "bytes=", "a=\"", "http://a/?", "http://a/")) {
				List<String> lines = List.of(prefix + value);
				// Takes some 20 ms, or with anything quadratic in it many seconds
				assertTimeoutPreemptively(Duration.ofSeconds(5), () -> parseAll(lines), () -> prefix + shape);
			}
		});
	}

	private static Stream<String> nastyShapes() {
		return Stream.of("a", "1", ",", "\"", "\\", "\\\"", "\"\\", " ", "\t,", ";", "=", "a,", "a=\"b\",", "a=\",",
				"a=\"\\\",", "no-cache=\"a,", "W/\"", "W/\"a\",", "/..", "/.", "/a/..", "//", "%", "%41", "%2e/", "&",
				"?", "a&", "a;b=", "a-", "a;q=1,", "@", "-", "(", "()", ":", "\u00fc", "\ud83d\ude00", "\u0000", "*,",
				"token=1&");
	}

	private static void parseAll(List<String> lines) {
		String value = lines.get(0);
		CacheControl.parse(lines);
		CacheControl.parseTargeted(lines);
		AcceptLanguage.favourite(lines);
		AgeField.parse(lines);
		DeltaSeconds.parse(value);
		HttpDate.parse(value);
		HttpDate.parse(value, 0);
		EntityTag.parse(value);
		EntityTags tags = EntityTags.parse(lines);
		assertThat(tags == null || tags.any() || !tags.tags().isEmpty()).isTrue();
		VaryField.parse(lines);
		FieldValues.split(lines);
		MediaTypes.essence(value);
		ByteRange.parse(value);
		ByteRange.isMultiple(value);
		StructuredFields.parseList(lines);
		StructuredFields.serializeString(value);
		UriNormalizer.normalize(value);
		UriNormalizer.isNormal(value);
		Uris.withoutQueryParameters(value, Set.of("a", ""));
		Uris.redact(value, "token"::equals);
		FieldNames.of("a*", "token").contains(value);
	}

	@Provide
	Arbitrary<String> values() {
		return Arbitraries
			.of("max-age", "no-cache", "private", "=", "\"", "\\", ",", ";", " ", "\t", "60", "-", "W/", "*", "bytes",
					"(", ")", ":", "?", "@", "%", "c3", "/", "..", ".", "&", "Sun", "06 Nov 1994", "08:49:37", " GMT",
					"\u00fc", "\ud800", "\r\n", "token")
			.list()
			.ofMaxSize(12)
			.map((parts) -> String.join("", parts));
	}

	@Provide
	Arbitrary<String> uris() {
		return Arbitraries
			.of("/", ".", "..", "%2e", "%2E", "%41", "%2f", "a", "A", "?", "#", "=", "&", "@", ":", ":80", ":0", ":443",
					"\u00fc", "~", "[::1]", "_")
			.list()
			.ofMinSize(1)
			.ofMaxSize(10)
			.map((parts) -> ((parts.size() % 2 == 0) ? "http://" : "HTTPS://") + String.join("", parts));
	}

	private static URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
