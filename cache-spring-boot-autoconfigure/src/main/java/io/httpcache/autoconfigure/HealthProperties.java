package io.httpcache.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties under {@code httpcache.health}: where the status of the actuator endpoint
 * changes. The worse of the two rates counts. Immutable.
 *
 * @param hitRateHealthy Hit rate above which the status is healthy.
 * @param hitRateCritical Hit rate below which the status is critical.
 * @param staleRateHealthy Stale rate below which the status is healthy.
 * @param staleRateCritical Stale rate above which the status is critical.
 * @param minRequests Number of requests before which there is no verdict.
 * @param growthWindow How long one of the six windows is by which the growth of the store
 * is judged.
 * @param downOnCritical Whether a critical status makes the health indicator report that
 * the application is down.
 */
public record HealthProperties(@DefaultValue("60%") Percentage hitRateHealthy,
		@DefaultValue("30%") Percentage hitRateCritical, @DefaultValue("5%") Percentage staleRateHealthy,
		@DefaultValue("15%") Percentage staleRateCritical, @DefaultValue("100") int minRequests,
		@DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS) Duration growthWindow,
		@DefaultValue("false") boolean downOnCritical) {

}
