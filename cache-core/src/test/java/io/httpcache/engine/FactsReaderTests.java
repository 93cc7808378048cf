package io.httpcache.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.httpcache.RequestCacheOptions;

import static io.httpcache.engine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read from a response once, when it arrives.
 */
class FactsReaderTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "                 |                  | -1",
			"max-age=60              |                  | 60000", "max-age=0               | {+60s}           | 0",
			"max-age=60, s-maxage=5  |                  | 60000", "max-age=x               | {+60s}           | 0",
			"                        | {+60s}           | 60000", "                        | {-60s}           | 0",
			"                        | 0                | 0", "public                  | {+60s}           | 60000" })
	void theLifetimeOfAPrivateCacheIsMaxAgeThenExpires(String control, String expires, long expected) {
		assertThat(lifetime(CacheMode.PRIVATE, control, expires)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "max-age=60, s-maxage=5 | 5000", "s-maxage=0, max-age=60 | 0", "max-age=60             | 60000" })
	void thatOfASharedCacheIsSMaxAgeFirst(String control, long expected) {
		assertThat(lifetime(CacheMode.SHARED, control, null)).isEqualTo(expected);
	}

	@Test
	void expiresCountsFromDate() {
		assertThat(Given.facts("Date: {-10s}", "Expires: {+50s}").originLifetime()).isEqualTo(60_000);
		assertThat(Given.facts("Date: x", "Expires: {+50s}").originLifetime()).isEqualTo(50_000);
		// RFC 9111 §5.3: two values are no date
		assertThat(Given.facts("Expires: {+50s}", "Expires: {+50s}").originLifetime()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "-10, 0, 10000", "10, 0, 0", "-10, 5, 10000", "-10, 15, 15000", "10, 15, 15000" })
	void theInitialAgeIsTheLargerOfWhatDateAndAgeSay(int date, int age, long expected) {
		assertThat(Given.facts("Date: {" + date + "s}", "Age: " + age).initialAge()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "1500, 0, 1500", "-1000, 0, 0", "1500, 10, 11500" })
	void theTimeOfTheRequestAgesAResponse(long delay, int age, long expected) {
		OriginResponse answer = new OriginResponse(200, Given.fields("Age: " + age), NOW - delay, NOW);
		assertThat(Given.facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), answer).initialAge())
			.isEqualTo(expected);
	}

	@Test
	void lessThanASecondAgainstDateIsNoAge() {
		OriginResponse soon = Given.answerAt(NOW + 999, 200, "Date: {0s}");
		OriginResponse later = Given.answerAt(NOW + 1999, 200, "Date: {0s}");
		assertThat(Given.facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), soon).initialAge()).isZero();
		assertThat(Given.facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), later).initialAge())
			.isEqualTo(1000);
	}

	@Test
	void anUnreadableAgeIsNone() {
		assertThat(Given.facts("Age: x").initialAge()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "200,, 100000", "404,, 100000", "302,, -1", "500,, -1", "302, public, 100000" })
	void aGuessIsForWhatIsCacheableByItsStatusOrMarkedSo(int status, String control, long expected) {
		assertThat(Given
			.facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, status, "Last-Modified: {-100s}",
					(control != null) ? "Cache-Control: " + control : "")
			.sinceModified()).isEqualTo(expected);
	}

	@Test
	void theTimeSinceTheLastChangeEndsWithDate() {
		assertThat(Given.facts("Last-Modified: {-100s}", "Date: {-10s}").sinceModified()).isEqualTo(90_000);
		assertThat(Given.facts("Last-Modified: {+100s}").sinceModified()).isZero();
		assertThat(Given.facts("Last-Modified: x").sinceModified()).isEqualTo(ResponseFacts.ABSENT);
	}

	@Test
	void directivesAreNoted() {
		ResponseFacts facts = Given.facts(
				"Cache-Control: no-cache, must-revalidate, proxy-revalidate, s-maxage=1, stale-while-revalidate=2, stale-if-error=3");
		assertThat(facts.noCache()).isTrue();
		assertThat(facts.mustRevalidate()).isTrue();
		assertThat(facts.proxyRevalidate()).isTrue();
		assertThat(facts.sharedMaxAge()).isTrue();
		assertThat(facts.staleWhileRevalidate()).isEqualTo(2_000);
		assertThat(facts.staleIfError()).isEqualTo(3_000);
		assertThat(facts.requestTime()).isEqualTo(NOW);
		assertThat(facts.responseTime()).isEqualTo(NOW);
		assertThat(facts.configurable()).isTrue();
		assertThat(facts.expired()).isFalse();
		assertThat(facts.asExpired().expired()).isTrue();
		assertThat(facts.asExpired().noCache()).isTrue();
	}

	@Test
	void withoutDirectivesNothingIs() {
		ResponseFacts facts = Given.facts();
		assertThat(facts.noCache()).isFalse();
		assertThat(facts.mustRevalidate()).isFalse();
		assertThat(facts.proxyRevalidate()).isFalse();
		assertThat(facts.sharedMaxAge()).isFalse();
		assertThat(facts.staleWhileRevalidate()).isEqualTo(ResponseFacts.ABSENT);
		assertThat(facts.staleIfError()).isEqualTo(ResponseFacts.ABSENT);
		assertThat(facts.requestedTtl()).isEqualTo(ResponseFacts.ABSENT);
		assertThat(facts.varyNames()).isEmpty();
	}

	@Test
	void whatTheRequestAskedForIsNoted() {
		CacheRequest request = Given.asking(RequestCacheOptions.NONE.ttl(Duration.ofSeconds(9)), "GET", "Accept: a");
		ResponseFacts facts = Given.facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, request,
				Given.answer(200, "Vary: Accept"));
		assertThat(facts.requestedTtl()).isEqualTo(9_000);
		assertThat(facts.varyNames()).containsExactly("accept");
		assertThat(facts.varyValues()).containsExactly("=a");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "max-age=5 |            | 5000", "          | max-age=6  | 6000", "max-age=5 | max-age=6  | 5000",
					"a b c     | max-age=6  | 6000", "a b c     | d e        | 60000", "no-cache  |            | -1" })
	void theFirstReadableTargetedFieldTakesThePlaceOfCacheControl(String first, String second, long expected) {
		// RFC 9213 §2.2: then Expires says nothing either
		ResponseFacts facts = Given.facts(CacheMode.PRIVATE, Rules.with().targeted("One-CC", "Two-CC").rules(), 200,
				(first != null) ? "One-CC: " + first : "", (second != null) ? "Two-CC: " + second : "",
				"Cache-Control: max-age=60", "Expires: {+90s}");
		assertThat(facts.originLifetime()).isEqualTo(expected);
	}

	@Test
	void aTargetedFieldThatNobodyNamedSaysNothing() {
		assertThat(Given.facts("One-CC: max-age=5").originLifetime()).isEqualTo(ResponseFacts.ABSENT);
	}

	private static long lifetime(CacheMode mode, String control, String expires) {
		return Given
			.facts(mode, CachePolicy.DEFAULT, 200, (control != null) ? "Cache-Control: " + control : "",
					(expires != null) ? "Expires: " + expires : "")
			.originLifetime();
	}

}
