package io.httpcache.route;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class UrlPatternPropertyTests {

	private static final List<UrlPattern> PATTERNS = List
		.of("/**", "/{id:(?:a|b)*}/**", "*.example.com/*", "[::1]:80/x?q", "/a*b{x:[^.]+}c/{*rest}")
		.stream()
		.map(UrlPattern::parse)
		.toList();

	@Property(tries = 1000)
	void readsOrRefusesAnyText(@ForAll String text) {
		parse(text);
	}

	@Property(tries = 2000)
	void readsOrRefusesWhatLooksLikeAPattern(@ForAll("patternLike") String text) {
		parse(text);
	}

	@Property(tries = 1000)
	void neverThrowsForAnyText(@ForAll String text) {
		PATTERNS.forEach((pattern) -> pattern.matches(text));
	}

	@Property(tries = 2000)
	void neverThrowsForWhatLooksLikeAUrl(@ForAll("patternLike") String text) {
		PATTERNS.forEach((pattern) -> pattern.matches(text));
	}

	@Property(tries = 2000)
	void aReadablePatternMatchesAnythingWithoutThrowing(@ForAll("patternLike") String pattern,
			@ForAll("patternLike") String url) {
		UrlPattern parsed = parse(pattern);
		if (parsed != null) {
			parsed.matches(url);
			parsed.matches("http://h/" + url);
		}
	}

	@Property(tries = 1000)
	void readablePatternsAreOrderedAndComparedWithoutThrowing(@ForAll("patternLike") String first,
			@ForAll("patternLike") String second) {
		UrlPattern a = parse(first);
		UrlPattern b = parse(second);
		if (a != null && b != null) {
			assertThat(Integer.signum(UrlPattern.SPECIFICITY.compare(a, b)))
				.isEqualTo(-Integer.signum(UrlPattern.SPECIFICITY.compare(b, a)));
			Overlap.path(a.path(), b.path());
		}
	}

	@Provide
	Arbitrary<String> patternLike() {
		return Arbitraries
			.of("http://", "https://", "h", "*.", "a.com", ":", "80", "/", "/", "/", "*", "**", "{", "}", "{x}",
					"{y:a+}", "{*r}", "{z:[", "(", ")", "\\", "?", "#", "%", "%20", "%2F", "%C3", ";", "=", "@", "[",
					"]", "::1", " ", "\u00e4", "\ud800", "..", "-", "_", "+")
			.list()
			.ofMaxSize(12)
			.map((parts) -> String.join("", parts));
	}

	private static UrlPattern parse(String text) {
		try {
			return UrlPattern.parse(text);
		}
		catch (InvalidUrlPatternException ex) {
			assertThat(ex.getAction()).isNotBlank();
			return null;
		}
	}

}
