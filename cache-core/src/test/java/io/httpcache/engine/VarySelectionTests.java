package io.httpcache.engine;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.httpcache.http.VaryField;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which stored response a request selects (RFC 9111 §4.1).
 */
class VarySelectionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "X-Own: a          | X-Own: a            | true",
			"X-Own: a          | X-Own: b            | false", "X-Own: a          | X-Own: A            | false",
			"X-Own: a          | x-own: a            | true", "X-Own: a          |                     | false",
			"X-Own:            |                     | false", "                  |                     | true",
			"X-Own: a,b        | X-Own: a , b        | true", "X-Own: a, b       | X-Own: b, a         | false",
			"X-Other: a        | X-Other: b          | true", "Accept: a/b, c/d  | Accept: c/d, a/b    | true",
			"Accept: A/B       | Accept: a/b         | true", "Accept: a/b;q=0.1 | Accept: a/b; q=0.1  | true",
			"Accept: a/b;q=0.1 | Accept: a/b;q=0.2   | false", "Accept:           |                     | false",
			"Accept-Language: de | Accept-Language: DE | true",
			"Accept-Encoding: br, gzip | Accept-Encoding: gzip,br | true",
			"Accept-Charset: x | Accept-Charset: X   | true" })
	void theSelectingFieldsMatchOnceNormalised(String before, String now, boolean expected) {
		String vary = "Vary: X-Own, Accept, Accept-Language, Accept-Encoding, Accept-Charset";
		ResponseFacts stored = Given.stored(Given.get(before), 200, vary).facts();
		assertThat(VarySelection.matches(stored, Given.fields(now))).isEqualTo(expected);
	}

	@Test
	void aTabInANegotiatedMemberSaysNothing() {
		ResponseFacts stored = Given.stored(Given.get("Accept: a/b;\tq=1"), 200, "Vary: Accept").facts();
		assertThat(VarySelection.matches(stored, Given.fields("Accept: a/b;q=1"))).isTrue();
	}

	@Test
	void severalLinesAreOneList() {
		ResponseFacts stored = Given.stored(Given.get("X-Own: a", "X-Own: b"), 200, "Vary: X-Own").facts();
		assertThat(VarySelection.matches(stored, Given.fields("X-Own: a, b"))).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "de     | fr;q=0.5, de;q=1.0 | true", "DE      | de        | true",
					"de     | de, fr             | false", "de     | fr                 | false",
					"de     | de-AT              | false", "de-AT  | de                 | false",
					"de, en | de                 | false", "       | de                 | false",
					"de     |                    | false", "de     | *                  | false" })
	void theLanguageThatIsWantedMostMatches(String stored, String wanted, boolean expected) {
		assertThat(byLanguage(contentLanguage(stored), CachePolicy.DEFAULT,
				(wanted != null) ? "Accept-Language: " + wanted : null))
			.isEqualTo(expected);
	}

	@Test
	void aLanguageMatchesOnlyWhereNothingElseDiffers() {
		Given.Stored stored = Given.stored(Given.get("Accept-Language: en, de", "X-Own: a"), 200,
				"Vary: Accept-Language, X-Own", "Content-Language: de");
		assertThat(byLanguage(stored, CachePolicy.DEFAULT, "Accept-Language: de", "X-Own: a")).isTrue();
		assertThat(byLanguage(stored, CachePolicy.DEFAULT, "Accept-Language: de", "X-Own: b")).isFalse();
		assertThat(byLanguage(stored, CachePolicy.DEFAULT, "Accept-Language: de")).isFalse();
	}

	@Test
	void aRouteThatVariesByLanguageItselfTakesItToTheLetter() {
		assertThat(byLanguage(contentLanguage("de"), Rules.with().varyBy("Accept-Language").rules(),
				"Accept-Language: de"))
			.isFalse();
	}

	private static Given.Stored contentLanguage(String language) {
		return Given.stored(Given.get("Accept-Language: en, de"), 200, "Vary: Accept-Language",
				(language != null) ? "Content-Language: " + language : null);
	}

	private static boolean byLanguage(Given.Stored stored, CachePolicy policy, String... request) {
		return VarySelection.select(Given.get(request), policy, List.of(stored)) == stored;
	}

	@Test
	void withoutVaryEverythingMatches() {
		assertThat(VarySelection.matches(Given.facts(), Given.fields("X-Own: a"))).isTrue();
		assertThat(VarySelection.values(List.of(), Given.fields("X-Own: a"))).isEmpty();
	}

	@Test
	void aRouteMayAddSelectingFields() {
		CachePolicy policy = Rules.with().varyBy("X-Tenant", "Accept").rules();
		VaryField vary = VaryField.parse(List.of("Accept, X-Own"));
		assertThat(VarySelection.names(vary, policy)).containsExactlyInAnyOrder("accept", "x-own", "x-tenant");
		assertThat(VarySelection.names(vary, CachePolicy.DEFAULT)).isEqualTo(vary.names());
		ResponseFacts stored = Given.facts(CacheMode.PRIVATE, policy, Given.get("X-Tenant: a"), Given.answer(200));
		assertThat(VarySelection.matches(stored, Given.fields("X-Tenant: a"))).isTrue();
		assertThat(VarySelection.matches(stored, Given.fields("X-Tenant: b"))).isFalse();
	}

	@Test
	void whatIsAskedForTellsRequestsApart() {
		Given.Stored stored = Given.stored(Given.get("X-Own: a"), 200, "Vary: X-Own");
		CacheEngine engine = new CacheEngine(CacheMode.PRIVATE, false, false);
		assertThat(engine.selecting(Given.get("X-Own: b"), List.of(stored)))
			.isNotEqualTo(engine.selecting(Given.get("X-Own: c"), List.of(stored)))
			.isEqualTo(engine.selecting(Given.get("X-Own: b", "Accept: a"), List.of(stored)));
		assertThat(engine.selecting(Given.get("X-Own: b"), List.of())).isEmpty();
		assertThat(engine.selects(Given.get("X-Own: a"), stored.facts())).isTrue();
		assertThat(engine.selects(Given.get("X-Own: b"), stored.facts())).isFalse();
	}

}
