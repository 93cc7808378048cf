package io.httpcache.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.httpcache.RequestCacheOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether and how long a stale response is of use (RFC 9111 §4.2.4, RFC 5861).
 */
class StalenessTests {

	private static final String WINDOWS = ", stale-while-revalidate=10, stale-if-error=20";

	@ParameterizedTest
	@CsvSource({ "max-age=1,         false, false", "no-cache,          true,  true", "must-revalidate,   true,  true",
			"proxy-revalidate,  false, true", "s-maxage=1,        false, true", "'no-cache=\"Date\"', false, false" })
	void aDirectiveForbidsStaleAnswers(String directive, boolean inPrivate, boolean inShared) {
		assertThat(forbidden(CacheMode.PRIVATE, directive, CachePolicy.DEFAULT)).isEqualTo(inPrivate);
		assertThat(forbidden(CacheMode.SHARED, directive, CachePolicy.DEFAULT)).isEqualTo(inShared);
	}

	@ParameterizedTest
	@CsvSource({ "no-cache, NO_CACHE", "must-revalidate, MUST_REVALIDATE", "proxy-revalidate, PROXY_REVALIDATE",
			"s-maxage=1, S_MAXAGE" })
	void unlessTheRouteIgnoresThatVeryProhibition(String directive, Prohibition ignored) {
		for (Prohibition each : Prohibition.values()) {
			assertThat(forbidden(CacheMode.SHARED, directive, Rules.with().ignoring(each).rules()))
				.as("ignoring %s", each)
				.isEqualTo(each != ignored);
		}
	}

	@Test
	void whatIsForbiddenHasNoWindow() {
		Staleness staleness = new Staleness(CacheMode.PRIVATE);
		CachePolicy policy = Rules.with()
			.staleIfError(Duration.ofHours(1))
			.staleWhileRevalidate(Duration.ofHours(1))
			.rules();
		ResponseFacts facts = Given.facts("Cache-Control: must-revalidate" + WINDOWS);
		assertThat(staleness.whileRevalidate(facts, policy)).isZero();
		assertThat(staleness.ifError(facts, policy, Given.get("Cache-Control: stale-if-error=9"))).isZero();
		assertThat(staleness.longestWindow(facts, policy, Duration.ofHours(1))).isZero();
	}

	@Test
	void onlyNoCacheIsValidatedBeforeEachUse() {
		Staleness staleness = new Staleness(CacheMode.SHARED);
		assertThat(staleness.alwaysValidates(Given.facts("Cache-Control: no-cache"), CachePolicy.DEFAULT)).isTrue();
		assertThat(staleness.alwaysValidates(Given.facts("Cache-Control: no-cache"),
				Rules.with().ignoring(Prohibition.NO_CACHE).rules()))
			.isFalse();
		assertThat(staleness.alwaysValidates(Given.facts("Cache-Control: must-revalidate"), CachePolicy.DEFAULT))
			.isFalse();
	}

	@Test
	void withoutADirectiveThereIsNoWindow() {
		Staleness staleness = new Staleness(CacheMode.PRIVATE);
		ResponseFacts facts = Given.facts("Cache-Control: max-age=1");
		assertThat(staleness.whileRevalidate(facts, CachePolicy.DEFAULT)).isZero();
		assertThat(staleness.ifError(facts, CachePolicy.DEFAULT, Given.get())).isZero();
		assertThat(staleness.longestWindow(facts, CachePolicy.DEFAULT, null)).isZero();
	}

	@Test
	void theWindowsAreIndependent() {
		Staleness staleness = new Staleness(CacheMode.PRIVATE);
		ResponseFacts facts = Given.facts("Cache-Control: max-age=1" + WINDOWS);
		assertThat(staleness.whileRevalidate(facts, CachePolicy.DEFAULT)).isEqualTo(10_000);
		assertThat(staleness.ifError(facts, CachePolicy.DEFAULT, Given.get())).isEqualTo(20_000);
		assertThat(staleness.longestWindow(facts, CachePolicy.DEFAULT, null)).isEqualTo(20_000);
	}

	@Test
	void aConfiguredWindowReplacesTheOrigins() {
		Staleness staleness = new Staleness(CacheMode.PRIVATE);
		ResponseFacts facts = Given.facts("Cache-Control: max-age=1" + WINDOWS);
		CachePolicy shorter = Rules.with()
			.staleWhileRevalidate(Duration.ofSeconds(3))
			.staleIfError(Duration.ofSeconds(2))
			.rules();
		assertThat(staleness.whileRevalidate(facts, shorter)).isEqualTo(3_000);
		assertThat(staleness.ifError(facts, shorter, Given.get())).isEqualTo(2_000);
		assertThat(staleness.longestWindow(facts, shorter, null)).isEqualTo(3_000);
		CachePolicy off = Rules.with().staleWhileRevalidate(Duration.ZERO).staleIfError(Duration.ZERO).rules();
		assertThat(staleness.whileRevalidate(facts, off)).isZero();
		assertThat(staleness.ifError(facts, off, Given.get())).isZero();
	}

	@Test
	void aRequestMayGiveTheWindowForErrors() {
		Staleness staleness = new Staleness(CacheMode.PRIVATE);
		ResponseFacts facts = Given.facts("Cache-Control: max-age=1" + WINDOWS);
		// RFC 5861 §4: a directive of requests too; the longer one allows it
		assertThat(staleness.ifError(facts, CachePolicy.DEFAULT, Given.get("Cache-Control: stale-if-error=30")))
			.isEqualTo(30_000);
		assertThat(staleness.ifError(facts, CachePolicy.DEFAULT, Given.get("Cache-Control: stale-if-error=5")))
			.isEqualTo(20_000);
		assertThat(staleness.ifError(Given.facts(), CachePolicy.DEFAULT, Given.get("Cache-Control: stale-if-error=0")))
			.isZero();
	}

	@Test
	void theOptionOfARequestComesBeforeEverything() {
		Staleness staleness = new Staleness(CacheMode.PRIVATE);
		ResponseFacts facts = Given.facts("Cache-Control: max-age=1" + WINDOWS);
		CachePolicy policy = Rules.with().staleIfError(Duration.ofSeconds(2)).rules();
		CacheRequest request = Given.asking(RequestCacheOptions.NONE.staleIfError(Duration.ofSeconds(1)), "GET",
				"Cache-Control: stale-if-error=30");
		assertThat(staleness.ifError(facts, policy, request)).isEqualTo(1_000);
		assertThat(staleness.longestWindow(facts, policy, Duration.ofSeconds(1))).isEqualTo(10_000);
		assertThat(staleness.longestWindow(facts, policy, Duration.ofSeconds(50))).isEqualTo(50_000);
	}

	private static boolean forbidden(CacheMode mode, String directive, CachePolicy policy) {
		ResponseFacts facts = Given.facts(mode, policy, 200, "Cache-Control: " + directive);
		return new Staleness(mode).isForbidden(facts, policy);
	}

}
