package io.httpcache.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class UrlPatternSpecificityTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			api.example.com/**          | *.example.com/config
			api.example.com/**          | /config
			*.example.com/**            | /config
			*.api.example.com/**        | *.example.com/config
			a.com/users/7               | a.com/users/{id}
			a.com/users/{id}            | a.com/users/*
			a.com/users/*               | a.com/users/**
			a.com/users/{id}            | a.com/**
			a.com/users/new/x           | a.com/users/new
			a.com/a/**                  | a.com/**
			a.com/search?q=1            | a.com/search
			a.com/users/7               | a.com/users/*?q=1
			a.com:8443/x                | a.com/x
			https://a.com/x             | a.com/x
			a.com:8443/x                | https://a.com/x
			https://a.com:8443/x        | a.com:8443/x
			a.com/x?q=1                 | https://a.com:8443/x
			a.com/**                    | https://*.com:8443/x?q=1
			""")
	void comesFirst(String first, String second) {
		UrlPattern a = UrlPattern.parse(first);
		UrlPattern b = UrlPattern.parse(second);
		assertThat(UrlPattern.SPECIFICITY.compare(a, b)).isNegative();
		assertThat(UrlPattern.SPECIFICITY.compare(b, a)).isPositive();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a.com/x                     | b.com/y
			A.com/x                     | a.com/x
			*.aa.com/x                  | *.bb.com/x
			a.com/users/{id}            | a.com/users/{name}
			a.com/users/{id:a}          | a.com/users/{id:b}
			a.com/x?q=1                 | a.com/x?q=22
			a.com:1/x                   | a.com:65535/x
			http://a.com/x              | https://a.com/x
			""")
	void tie(String first, String second) {
		assertThat(UrlPattern.SPECIFICITY.compare(UrlPattern.parse(first), UrlPattern.parse(second))).isZero();
	}

	@Test
	void sortsAnyOrderIntoTheSame() {
		List<UrlPattern> expected = List
			.of("a.com/users/7?q=1", "https://a.com/users/7", "a.com/users/7", "a.com/users/{id}", "a.com/**",
					"*.b.a.com/x", "*.a.com/x", "*.a.com/**", "/x", "/**")
			.stream()
			.map(UrlPattern::parse)
			.toList();
		for (int seed = 0; seed < 50; seed++) {
			List<UrlPattern> patterns = new ArrayList<>(expected);
			Collections.shuffle(patterns, new Random(seed));
			patterns.sort(UrlPattern.SPECIFICITY);
			assertThat(patterns).isEqualTo(expected);
		}
	}

}
