package io.httpcache.client;

import java.math.BigDecimal;

/**
 * Durations in words.
 */
final class DurationText {

	private DurationText() {
	}

	/** For example {@code 250 ms}, {@code 1.5 s}, {@code 5 min}, {@code 2 h}. */
	static String of(long millis) {
		if (millis < 0) {
			return "-" + of(-millis);
		}
		if (millis < 1000 && millis > 0) {
			return millis + " ms";
		}
		if (millis % 1000 != 0 && millis < 120_000) {
			return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
		}
		long seconds = millis / 1000;
		if (seconds >= 7200 && seconds % 3600 == 0) {
			return seconds / 3600 + " h";
		}
		return (seconds >= 120 && seconds % 60 == 0) ? seconds / 60 + " min" : seconds + " s";
	}

}
