package io.httpcache.autoconfigure.insight;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Figures and values as advice writes them.
 */
final class Words {

	private Words() {
	}

	/** For example {@code 35 %}. */
	static String percent(double share) {
		return Math.round(share * 100) + " %";
	}

	/** As a property takes it, for example {@code 60s} or {@code 5m}. */
	static String duration(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds >= 3600 && seconds % 3600 == 0) {
			return seconds / 3600 + "h";
		}
		return (seconds >= 120 && seconds % 60 == 0) ? seconds / 60 + "m" : seconds + "s";
	}

	/** As a property takes it, rounded up to a power of two. */
	static String size(long bytes) {
		long power = Math.max(1024, Long.highestOneBit(Math.max(1, bytes - 1)) * 2);
		return (power >= 1 << 20) ? (power >> 20) + "MB" : (power >> 10) + "KB";
	}

	/** What {@link #size} stands for. */
	static long roundedUp(long bytes) {
		return Math.max(1024, Long.highestOneBit(Math.max(1, bytes - 1)) * 2);
	}

	/** As a property takes it. */
	static String list(Collection<String> values) {
		return values.stream().sorted().distinct().collect(Collectors.joining(", ", "[", "]"));
	}

	static String gain(double from, double to) {
		return "would raise the hit rate from " + percent(from) + " to " + percent(to);
	}

}
