package io.httpcache.autoconfigure.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The verdict on made series, each of 60 samples, in megabytes.
 */
class GrowthRuleTests {

	private static final double MB = 1 << 20;

	private static final long MAX_BYTES = 64L << 20;

	@ParameterizedTest
	@MethodSource
	void verdicts(String series, Growth expected, IntToDoubleFunction megabytes) {
		assertThat(GrowthRule.judge(samples(megabytes, (i) -> 0), MAX_BYTES)).as(series).isEqualTo(expected);
	}

	static Stream<Arguments> verdicts() {
		return Stream.of(series("empty", Growth.STABLE, (i) -> 0), series("plateau", Growth.STABLE, (i) -> 40),
				series("plateau with noise", Growth.STABLE, (i) -> 40 + noise(i)),
				series("shrinking", Growth.STABLE, (i) -> 40 - i * 0.5),
				series("growth of a tenth at most", Growth.STABLE, (i) -> 40 + i * 0.07),
				series("a little in an empty store", Growth.STABLE, (i) -> i * 0.01),
				series("ramp", Growth.LINEAR, (i) -> 5 + i * 0.5),
				series("ramp from nothing", Growth.LINEAR, (i) -> i * 0.2),
				series("ramp with noise", Growth.LINEAR, (i) -> 5 + i * 0.5 + noise(i)),
				series("a ramp that has just begun", Growth.LINEAR, (i) -> 5 + Math.max(0, i - 30) * 0.5),
				series("a ramp that began in the last window", Growth.LINEAR, (i) -> 5 + Math.max(0, i - 50) * 0.5),
				series("exponential, 5 % a sample", Growth.UNBOUNDED, (i) -> Math.pow(1.05, i)),
				series("exponential, doubling each window", Growth.UNBOUNDED, (i) -> Math.pow(2, i / 10.0)),
				series("exponential, tripling each window", Growth.UNBOUNDED, (i) -> 0.1 * Math.pow(3, i / 10.0)),
				series("exponential with noise", Growth.UNBOUNDED, (i) -> 5 * Math.pow(1.04, i) + noise(i) / 10),
				series("quadratic", Growth.UNBOUNDED, (i) -> i * i * 0.01),
				series("sawtooth within a window", Growth.STABLE, (i) -> 10 + i % 7 * 3),
				series("sawtooth over two windows", Growth.STABLE, (i) -> 10 + i % 20),
				series("sawtooth over three windows", Growth.STABLE, (i) -> 10 + i % 30),
				series("sawtooth that has just dropped", Growth.STABLE, (i) -> (i < 55) ? 5 + i * 0.5 : 5),
				series("warm-up in one window", Growth.STABLE, (i) -> Math.min(40, i * 4)),
				series("warm-up that levels off", Growth.STABLE, (i) -> 40 * (1 - Math.exp(-i / 15.0))),
				series("warm-up that still goes on", Growth.LINEAR, (i) -> 40 * (1 - Math.exp(-i / 150.0))));
	}

	@Test
	void aStoreHeldByItsBoundIsStable() {
		IntToDoubleFunction ramp = (i) -> 5 + i * 0.5;
		assertThat(GrowthRule.judge(samples(ramp, (i) -> i), MAX_BYTES)).isEqualTo(Growth.STABLE);
		assertThat(GrowthRule.judge(samples(ramp, (i) -> Math.max(0, i - 57)), MAX_BYTES)).isEqualTo(Growth.STABLE);
	}

	@Test
	void evictionsOfLongAgoHoldNothing() {
		assertThat(GrowthRule.judge(samples((i) -> 5 + i * 0.5, (i) -> Math.min(i, 20)), MAX_BYTES))
			.isEqualTo(Growth.LINEAR);
	}

	@Test
	void noVerdictBeforeSixWindowsAreFull() {
		List<StoreSample> samples = samples((i) -> Math.pow(2, i / 10.0), (i) -> 0);
		assertThat(GrowthRule.judge(samples.subList(1, 60), MAX_BYTES)).isEqualTo(Growth.STABLE);
		assertThat(GrowthRule.judge(List.of(), MAX_BYTES)).isEqualTo(Growth.STABLE);
	}

	@Test
	void whatWasBeforeTheLastSixWindowsDoesNotCount() {
		List<StoreSample> samples = new ArrayList<>(samples((i) -> i, (i) -> i));
		samples.addAll(samples((i) -> 60, (i) -> 59));
		assertThat(GrowthRule.judge(samples, MAX_BYTES)).isEqualTo(Growth.STABLE);
	}

	@Test
	void aStoreWithoutABoundIsJudgedAlike() {
		assertThat(GrowthRule.judge(samples((i) -> 5 + i * 0.5, (i) -> 0), -1)).isEqualTo(Growth.LINEAR);
		assertThat(GrowthRule.judge(samples((i) -> -1 / MB, (i) -> 0), -1)).isEqualTo(Growth.STABLE);
	}

	private static double noise(int i) {
		return new Random(i).nextDouble() * 2 - 1;
	}

	private static Arguments series(String name, Growth expected, IntToDoubleFunction megabytes) {
		return arguments(name, expected, megabytes);
	}

	private static List<StoreSample> samples(IntToDoubleFunction megabytes, IntToDoubleFunction evictions) {
		List<StoreSample> samples = new ArrayList<>();
		for (int i = 0; i < GrowthRule.SAMPLES; i++) {
			samples.add(new StoreSample(Instant.EPOCH.plusSeconds(30L * i), 0, 0, 0, 0, 0, 0,
					(long) (megabytes.applyAsDouble(i) * MB), (long) evictions.applyAsDouble(i)));
		}
		return samples;
	}

}
