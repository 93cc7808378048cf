package io.httpcache.autoconfigure.actuate;

import java.util.List;

/**
 * Judges how the size of a store develops, by the mean of its bytes in each of the last
 * {@value #WINDOWS} windows. The rule, in words, is in {@code docs/actuator.md}.
 */
final class GrowthRule {

	/** As many windows as are looked at. */
	static final int WINDOWS = 6;

	/** As many samples as make a window. */
	static final int SAMPLES_PER_WINDOW = 10;

	/** As many samples as a verdict needs. */
	static final int SAMPLES = WINDOWS * SAMPLES_PER_WINDOW;

	/** Growth below this share of where it began is none. */
	private static final double NOTICEABLE = 0.1;

	/** Growth below this share of what the store may hold is none. */
	private static final double NOTICEABLE_OF_BOUND = 0.01;

	/** The bound to compare with where a store has none of its own. */
	private static final long ASSUMED_BOUND = 64L << 20;

	/** Growth comes down no further, from window to window, than by this share of it. */
	private static final double TOLERATED_FALL = 0.05;

	/** Less than this share of the growth in a window is standstill. */
	private static final double STANDSTILL = 0.005;

	/** How much more each of the last windows adds when growth gathers pace. */
	private static final double FASTER = 1.1;

	private GrowthRule() {
	}

	/**
	 * The verdict.
	 * @param samples samples at equal distances, the oldest first
	 * @param maxBytes what the store may hold, or -1 for no bound
	 * @return {@link Growth#STABLE} also where there are too few samples
	 */
	static Growth judge(List<StoreSample> samples, long maxBytes) {
		if (samples.size() < SAMPLES) {
			return Growth.STABLE;
		}
		List<StoreSample> last = samples.subList(samples.size() - SAMPLES, samples.size());
		return isHeld(last) ? Growth.STABLE : judge(levels(last), maxBytes);
	}

	/** A store that drops entries for lack of room is as large as it will be. */
	private static boolean isHeld(List<StoreSample> samples) {
		long before = samples.get(SAMPLES - SAMPLES_PER_WINDOW).evictions();
		return samples.get(SAMPLES - 1).evictions() > before;
	}

	private static double[] levels(List<StoreSample> samples) {
		double[] levels = new double[WINDOWS];
		for (int i = 0; i < SAMPLES; i++) {
			levels[i / SAMPLES_PER_WINDOW] += (double) samples.get(i).bytes() / SAMPLES_PER_WINDOW;
		}
		return levels;
	}

	private static Growth judge(double[] levels, long maxBytes) {
		double grown = levels[WINDOWS - 1] - levels[0];
		double bound = (maxBytes > 0) ? maxBytes : ASSUMED_BOUND;
		if (grown < NOTICEABLE * levels[0] || grown < NOTICEABLE_OF_BOUND * bound) {
			return Growth.STABLE;
		}
		double[] rises = new double[WINDOWS - 1];
		boolean always = true;
		for (int i = 0; i < rises.length; i++) {
			rises[i] = levels[i + 1] - levels[i];
			always &= rises[i] > STANDSTILL * grown;
			if (rises[i] < -TOLERATED_FALL * grown) {
				return Growth.STABLE;
			}
		}
		return judge(rises, always);
	}

	private static Growth judge(double[] rises, boolean always) {
		int last = rises.length - 1;
		double early = (rises[0] + rises[1]) / 2;
		double late = (rises[last - 1] + rises[last]) / 2;
		if (late < early / 2) {
			return Growth.STABLE;
		}
		boolean faster = rises[last] > FASTER * rises[last - 1] && rises[last - 1] > FASTER * rises[last - 2]
				&& late > early;
		return (always && faster) ? Growth.UNBOUNDED : Growth.LINEAR;
	}

}
