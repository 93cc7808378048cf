package io.httpcache.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.convert.DurationStyle;

/**
 * The freshness of a status. A type of its own because {@code @DurationUnit} does not
 * reach the values of a map, where a bare number would be milliseconds. Immutable.
 *
 * @param duration how long
 */
public record StatusTtl(Duration duration) {

	/**
	 * Reads a duration; a bare number is seconds. Spring's conversion of a string calls
	 * this.
	 * @param text the duration
	 * @return the freshness
	 * @throws IllegalArgumentException when it is no duration
	 */
	public static StatusTtl of(String text) {
		return new StatusTtl(DurationStyle.detectAndParse(text.strip(), ChronoUnit.SECONDS));
	}

	/**
	 * Takes seconds. Spring's conversion of a number in YAML calls this.
	 * @param seconds how long
	 * @return the freshness
	 */
	public static StatusTtl of(Integer seconds) {
		return new StatusTtl(Duration.ofSeconds(seconds));
	}

	@Override
	public String toString() {
		return this.duration.toString();
	}

}
