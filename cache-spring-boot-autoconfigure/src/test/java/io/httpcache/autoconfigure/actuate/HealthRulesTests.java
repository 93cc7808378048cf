package io.httpcache.autoconfigure.actuate;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatistics.Traffic;
import io.httpcache.autoconfigure.HealthProperties;
import io.httpcache.autoconfigure.Percentage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The status of some traffic, at the edges.
 */
class HealthRulesTests {

	private final HealthRules rules = new HealthRules(properties("60%", "30%", "5%", "15%", 100));

	@ParameterizedTest
	@CsvSource({ "1000, HEALTHY", "601, HEALTHY", "600, INVESTIGATE", "599, INVESTIGATE", "301, INVESTIGATE",
			"300, INVESTIGATE", "299, CRITICAL", "0, CRITICAL" })
	void byHitRateInThousandths(long hits, HealthStatus status) {
		assertThat(this.rules.status(traffic(Map.of(CacheOutcome.HIT, hits, CacheOutcome.MISS, 1000 - hits))))
			.isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "0, HEALTHY", "49, HEALTHY", "50, INVESTIGATE", "51, INVESTIGATE", "149, INVESTIGATE",
			"150, INVESTIGATE", "151, CRITICAL", "1000, CRITICAL" })
	void byStaleRateInThousandths(long stale, HealthStatus status) {
		assertThat(this.rules.status(traffic(Map.of(CacheOutcome.STALE, stale, CacheOutcome.HIT, 1000 - stale))))
			.isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "700, 100, INVESTIGATE", "700, 200, CRITICAL", "400, 10, INVESTIGATE", "400, 200, CRITICAL",
			"100, 10, CRITICAL", "100, 100, CRITICAL" })
	void theWorseCounts(long hits, long staleIfError, HealthStatus status) {
		assertThat(this.rules.status(traffic(Map.of(CacheOutcome.HIT, hits, CacheOutcome.STALE_IF_ERROR, staleIfError,
				CacheOutcome.MISS, 1000 - hits - staleIfError))))
			.isEqualTo(status);
	}

	@Test
	void unknownBelowAHundredRequests() {
		assertThat(this.rules.status(traffic(Map.of()))).isEqualTo(HealthStatus.UNKNOWN);
		assertThat(this.rules.status(traffic(Map.of(CacheOutcome.HIT, 99L)))).isEqualTo(HealthStatus.UNKNOWN);
		assertThat(this.rules.status(traffic(Map.of(CacheOutcome.HIT, 100L)))).isEqualTo(HealthStatus.HEALTHY);
	}

	@Test
	void whatPassedByIsNoTraffic() {
		assertThat(this.rules.status(traffic(Map.of(CacheOutcome.BYPASS, 1000L, CacheOutcome.HIT, 99L))))
			.isEqualTo(HealthStatus.UNKNOWN);
		assertThat(this.rules.status(traffic(Map.of(CacheOutcome.BYPASS, 1000L, CacheOutcome.HIT, 100L))))
			.isEqualTo(HealthStatus.HEALTHY);
	}

	@ParameterizedTest
	@CsvSource({ "HIT, 1, 0", "STALE, 1, 1", "COLLAPSED, 1, 0", "STALE_IF_ERROR, 0, 1", "REVALIDATED, 0, 0",
			"MISS, 0, 0", "UNSATISFIABLE, 0, 0", "BYPASS, 0, 0" })
	void ratesByOutcome(CacheOutcome outcome, double hitRate, double staleRate) {
		Traffic traffic = traffic(Map.of(outcome, 10L));
		assertThat(traffic.hitRate()).isEqualTo(hitRate);
		assertThat(traffic.staleRate()).isEqualTo(staleRate);
		assertThat(traffic.requests()).isEqualTo(10);
	}

	@Test
	void thresholdsAreProperties() {
		HealthRules strict = new HealthRules(properties("95%", "90%", "0%", "1%", 10));
		assertThat(strict.status(traffic(Map.of(CacheOutcome.HIT, 9L)))).isEqualTo(HealthStatus.UNKNOWN);
		assertThat(strict.status(traffic(Map.of(CacheOutcome.HIT, 89L, CacheOutcome.MISS, 11L))))
			.isEqualTo(HealthStatus.CRITICAL);
		assertThat(strict.status(traffic(Map.of(CacheOutcome.HIT, 98L, CacheOutcome.STALE, 2L))))
			.isEqualTo(HealthStatus.CRITICAL);
	}

	private static HealthProperties properties(String hitHealthy, String hitCritical, String staleHealthy,
			String staleCritical, int minRequests) {
		return new HealthProperties(Percentage.of(hitHealthy), Percentage.of(hitCritical), Percentage.of(staleHealthy),
				Percentage.of(staleCritical), minRequests, Duration.ofMinutes(5), false);
	}

	private static Traffic traffic(Map<CacheOutcome, Long> outcomes) {
		return new Traffic(outcomes, 0, 0);
	}

}
