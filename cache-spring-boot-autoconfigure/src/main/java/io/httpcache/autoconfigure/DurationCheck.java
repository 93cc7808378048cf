package io.httpcache.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Limits of durations.
 */
final class DurationCheck {

	private DurationCheck() {
	}

	/** Zero, which switches something off, or more. */
	static void notNegative(ConfigurationPropertyName property, @Nullable Duration duration,
			ConfigurationProblems problems) {
		if (duration != null && duration.isNegative()) {
			problems.add(property, "A duration cannot be negative.",
					"Write \"0s\" to switch this one off, leave it out to inherit it, or set \"enabled\" to \"false\" "
							+ "to cache nothing of these URLs.");
		}
	}

	/** More than zero. */
	static void positive(ConfigurationPropertyName property, Duration duration, ConfigurationProblems problems) {
		if (duration.isNegative() || duration.isZero()) {
			problems.add(property, "The duration is more than zero.",
					"Write a number of seconds, or a number with a unit such as \"250ms\", \"30s\" or \"5m\".");
		}
	}

}
