package io.httpcache.autoconfigure;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The thresholds of the status do not cross.
 */
final class StatusThresholdsCheck implements ConfigurationCheck {

	private static final ConfigurationPropertyName HEALTH = PropertyNames.of("health");

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		HealthProperties health = properties.health();
		if (health.hitRateCritical().fraction() > health.hitRateHealthy().fraction()) {
			problems.add(HEALTH.append("hit-rate-critical"),
					"A hit rate below %s would be critical and above %s healthy, both at once between them."
						.formatted(health.hitRateCritical(), health.hitRateHealthy()),
					"Make \"hit-rate-critical\" at most \"hit-rate-healthy\".");
		}
		if (health.staleRateCritical().fraction() < health.staleRateHealthy().fraction()) {
			problems.add(HEALTH.append("stale-rate-critical"),
					"A stale rate above %s would be critical and below %s healthy, both at once between them."
						.formatted(health.staleRateCritical(), health.staleRateHealthy()),
					"Make \"stale-rate-critical\" at least \"stale-rate-healthy\".");
		}
		if (health.minRequests() < 1) {
			problems.add(HEALTH.append("min-requests"), "Without a request there is no rate.", "Write 1 or more.");
		}
		DurationCheck.positive(HEALTH.append("growth-window"), health.growthWindow(), problems);
	}

}
