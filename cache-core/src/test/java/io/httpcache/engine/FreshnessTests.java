package io.httpcache.engine;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.RequestCacheOptions;

import static io.httpcache.engine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a response is fresh (RFC 9111 §4.2).
 */
class FreshnessTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration HOUR = Duration.ofHours(1);

	@Test
	void theAgeGrowsWithTheTimeHere() {
		ResponseFacts facts = Given.facts("Age: 10");
		assertThat(Freshness.currentAge(facts, NOW)).isEqualTo(10_000);
		assertThat(Freshness.currentAge(facts, NOW + 1)).isEqualTo(10_001);
		// A clock that was set back makes nothing younger than it came
		assertThat(Freshness.currentAge(facts, NOW - 5_000)).isEqualTo(10_000);
	}

	@Test
	void theAgeAtArrivalCountsAgainstTheOriginsFreshness() {
		assertThat(expiry(200, CachePolicy.DEFAULT, "Cache-Control: max-age=60", "Age: 10")).isEqualTo(50_000);
		assertThat(expiry(200, CachePolicy.DEFAULT, "Cache-Control: max-age=60", "Age: 70")).isEqualTo(-10_000);
	}

	@Test
	void theAgeAtArrivalDoesNotCountAgainstAConfiguredFreshness() {
		assertThat(expiry(200, Rules.with().ttl(MINUTE).rules(), "Age: 10")).isEqualTo(60_000);
		assertThat(expiry(200, Rules.with().defaultTtl(MINUTE).rules(), "Age: 10")).isEqualTo(60_000);
		assertThat(expiry(404, Rules.with().ttlOf(404, MINUTE).rules(), "Age: 10")).isEqualTo(60_000);
	}

	@Test
	void withoutAnySourceAResponseIsStaleFromTheStart() {
		assertThat(source(200, CachePolicy.DEFAULT)).isEqualTo(Freshness.Source.NONE);
		assertThat(expiry(200, CachePolicy.DEFAULT)).isZero();
	}

	@Test
	void theOptionOfARequestComesFirst() {
		CachePolicy all = Rules.with().ttl(HOUR).ttlOf(200, HOUR).defaultTtl(HOUR).rules();
		ResponseFacts facts = Given.facts(CacheMode.PRIVATE, all, 200, "Cache-Control: max-age=5");
		assertThat(Freshness.source(facts, 200, all, MINUTE)).isEqualTo(Freshness.Source.REQUEST_OPTION);
		assertThat(Freshness.expiresAt(facts, 200, all, MINUTE)).isEqualTo(NOW + 60_000);
		assertThat(Freshness.expiresAt(facts, 200, all, Duration.ZERO)).isEqualTo(NOW);
	}

	@Test
	void theOptionOfTheRequestThatBroughtItHoldsForLaterOnes() {
		CacheRequest request = Given.asking(RequestCacheOptions.NONE.ttl(MINUTE), "GET");
		ResponseFacts facts = Given.facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, request, Given.answer(200));
		assertThat(Freshness.source(facts, 200, CachePolicy.DEFAULT, null)).isEqualTo(Freshness.Source.REQUEST_OPTION);
		assertThat(Freshness.expiresAt(facts, 200, CachePolicy.DEFAULT, null)).isEqualTo(NOW + 60_000);
		assertThat(Freshness.expiresAt(facts, 200, CachePolicy.DEFAULT, HOUR)).isEqualTo(NOW + 3_600_000);
		assertThat(Freshness.source(facts, 404, CachePolicy.DEFAULT, null)).isEqualTo(Freshness.Source.NONE);
	}

	@Test
	void ttlByStatusComesBeforeTtlBeforeTheOriginBeforeDefaultTtl() {
		Rules rules = Rules.with().defaultTtl(Duration.ofSeconds(4)).heuristic(0.1, HOUR);
		String origin = "Cache-Control: max-age=3";
		assertThat(source(200, rules.rules())).isEqualTo(Freshness.Source.DEFAULT_TTL);
		assertThat(expiry(200, rules.rules())).isEqualTo(4_000);
		assertThat(source(200, rules.rules(), origin)).isEqualTo(Freshness.Source.ORIGIN);
		assertThat(expiry(200, rules.rules(), origin)).isEqualTo(3_000);
		rules.ttl(Duration.ofSeconds(2));
		assertThat(source(200, rules.rules(), origin)).isEqualTo(Freshness.Source.TTL);
		assertThat(expiry(200, rules.rules(), origin)).isEqualTo(2_000);
		rules.ttlOf(200, Duration.ofSeconds(1));
		assertThat(source(200, rules.rules(), origin)).isEqualTo(Freshness.Source.TTL_BY_STATUS);
		assertThat(expiry(200, rules.rules(), origin)).isEqualTo(1_000);
	}

	@Test
	void zeroSwitchesADurationOff() {
		CachePolicy off = Rules.with()
			.ttl(Duration.ZERO)
			.ttlOf(200, Duration.ZERO)
			.defaultTtl(Duration.ZERO)
			.minTtl(Duration.ZERO)
			.maxTtl(Duration.ZERO)
			.rules();
		assertThat(source(200, off)).isEqualTo(Freshness.Source.NONE);
		assertThat(expiry(200, off, "Cache-Control: max-age=60")).isEqualTo(60_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 203, 204, 300, 301, 308 })
	void anUnspecificTtlSpeaksOfTheseStatuses(int status) {
		assertThat(expiry(status, Rules.with().ttl(MINUTE).rules())).isEqualTo(60_000);
		assertThat(expiry(status, Rules.with().defaultTtl(MINUTE).rules())).isEqualTo(60_000);
		assertThat(expiry(status, Rules.with().minTtl(MINUTE).rules(), "Cache-Control: max-age=0")).isEqualTo(60_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 202, 302, 307, 404, 410, 500, 503 })
	void ofAnyOtherOnlyTtlByStatusDoes(int status) {
		assertThat(expiry(status, Rules.with().ttl(MINUTE).rules())).isZero();
		assertThat(expiry(status, Rules.with().defaultTtl(MINUTE).rules())).isZero();
		assertThat(expiry(status, Rules.with().minTtl(MINUTE).rules(), "Cache-Control: max-age=0")).isZero();
		assertThat(expiry(status, Rules.with().ttlOf(status, MINUTE).rules())).isEqualTo(60_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 407, 408, 425, 429 })
	void ofTheseNoConfigurationDoes(int status) {
		assertThat(source(status, Rules.with().ttlOf(status, MINUTE).rules())).isEqualTo(Freshness.Source.NONE);
		assertThat(source(status, Rules.with().ttlOf(status, MINUTE).rules(), "Cache-Control: max-age=1"))
			.isEqualTo(Freshness.Source.ORIGIN);
	}

	@Test
	void aCookieLeavesTheOriginsFreshnessOnly() {
		CachePolicy rules = Rules.with().ttl(HOUR).ttlOf(200, HOUR).defaultTtl(HOUR).minTtl(HOUR).rules();
		assertThat(source(200, rules, "Set-Cookie: a=b")).isEqualTo(Freshness.Source.NONE);
		assertThat(expiry(200, rules, "Set-Cookie: a=b", "Cache-Control: max-age=5")).isEqualTo(5_000);
	}

	@ParameterizedTest
	@CsvSource({ "5, 5000", "10, 10000", "30, 30000", "60, 60000", "90, 60000" })
	void maxTtlIsTheMostThatTheOriginGets(int lifetime, long expected) {
		assertThat(expiry(200, Rules.with().maxTtl(MINUTE).rules(), "Cache-Control: max-age=" + lifetime))
			.isEqualTo(expected);
		assertThat(expiry(404, Rules.with().maxTtl(MINUTE).rules(), "Cache-Control: max-age=" + lifetime))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "0, 60000", "59, 60000", "61, 61000" })
	void minTtlIsTheLeast(int lifetime, long expected) {
		assertThat(expiry(200, Rules.with().minTtl(MINUTE).rules(), "Cache-Control: max-age=" + lifetime))
			.isEqualTo(expected);
	}

	@Test
	void aGuessIsAShareOfTheTimeSinceTheLastChange() {
		CachePolicy rules = Rules.with().heuristic(0.1, HOUR).rules();
		assertThat(source(200, rules, "Last-Modified: {-1000s}")).isEqualTo(Freshness.Source.HEURISTIC);
		assertThat(expiry(200, rules, "Last-Modified: {-1000s}")).isEqualTo(100_000);
		assertThat(expiry(404, rules, "Last-Modified: {-1000s}")).isEqualTo(100_000);
		assertThat(expiry(200, rules, "Last-Modified: {-1000s}", "Age: 30")).isEqualTo(70_000);
		assertThat(expiry(200, rules, "Last-Modified: {-1000000s}")).isEqualTo(3_600_000);
	}

	@Test
	void thereIsNoGuessWithoutGround() {
		CachePolicy rules = Rules.with().heuristic(0.1, HOUR).rules();
		assertThat(source(200, rules)).isEqualTo(Freshness.Source.NONE);
		assertThat(source(200, rules, "Last-Modified: {0s}")).isEqualTo(Freshness.Source.NONE);
		assertThat(source(200, rules, "Last-Modified: {-10s}", "Expires: 0")).isEqualTo(Freshness.Source.ORIGIN);
		assertThat(source(200, CachePolicy.DEFAULT, "Last-Modified: {-10s}")).isEqualTo(Freshness.Source.NONE);
	}

	@Test
	void jitterShortensAndNeverLengthens() {
		CachePolicy rules = Rules.with().ttl(Duration.ofSeconds(1000)).jitter(0.1).rules();
		long[] lifetimes = LongStream.range(0, 2000)
			.map((at) -> Freshness.expiresAt(arrivedAt(at), 200, rules, null) - at)
			.toArray();
		LongSummaryStatistics summary = LongStream.of(lifetimes).summaryStatistics();
		assertThat(summary.getMax()).isBetween(999_000L, 1_000_000L);
		assertThat(summary.getMin()).isBetween(900_000L, 901_000L);
		assertThat(summary.getAverage()).isBetween(947_000.0, 953_000.0);
	}

	@Test
	void jitterIsTheSameForTheSameResponse() {
		CachePolicy rules = Rules.with().ttl(Duration.ofSeconds(1_000_000)).jitter(0.5).rules();
		// The first number of SplitMix64 from seed 0 is 0xE220A8397B1DCDAF, of 2^64 the
		// share 0.88331…
		assertThat(Freshness.expiresAt(arrivedAt(0), 200, rules, null)).isEqualTo(1_000_000_000 - 441_655_404);
	}

	@Test
	void jitterLeavesTheOriginsFreshnessAlone() {
		CachePolicy rules = Rules.with().jitter(0.5).rules();
		assertThat(expiry(200, rules, "Cache-Control: max-age=60")).isEqualTo(60_000);
	}

	@Test
	void noDurationOverflows() {
		assertThat(Freshness.millis(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo((1L << 40) * 1000);
		assertThat(Freshness.millis(Duration.ofSeconds(1L << 40))).isEqualTo((1L << 40) * 1000);
		assertThat(Freshness.millis(Duration.ofMillis(1500))).isEqualTo(1500);
		assertThat(Freshness.millis(null)).isEqualTo(ResponseFacts.ABSENT);
		assertThat(expiry(200, Rules.with().ttl(Duration.ofSeconds(Long.MAX_VALUE)).rules())).isPositive();
	}

	private static ResponseFacts arrivedAt(long millis) {
		return Given.facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), Given.answerAt(millis, 200));
	}

	private static Freshness.Source source(int status, CachePolicy policy, String... lines) {
		return Freshness.source(Given.facts(CacheMode.PRIVATE, policy, status, lines), status, policy, null);
	}

	private static long expiry(int status, CachePolicy policy, String... lines) {
		return Freshness.expiresAt(Given.facts(CacheMode.PRIVATE, policy, status, lines), status, policy, null) - NOW;
	}

}
