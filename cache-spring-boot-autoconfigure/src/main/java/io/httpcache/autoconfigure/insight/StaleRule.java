package io.httpcache.autoconfigure.insight;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.httpcache.CacheOutcome;

/**
 * Too many stale answers.
 */
final class StaleRule implements AdviceRule {

	private static final double REFRESH_AHEAD = 0.8;

	private final double threshold;

	/**
	 * A rule.
	 * @param threshold the share of stale answers that is healthy
	 */
	StaleRule(double threshold) {
		this.threshold = threshold;
	}

	@Override
	public void examine(RouteTraffic traffic, Collection<Advice> advice) {
		int stale = traffic.count(CacheOutcome.STALE);
		int failed = traffic.count(CacheOutcome.STALE_IF_ERROR);
		double rate = (double) (stale + failed) / traffic.requests();
		if (rate <= this.threshold) {
			return;
		}
		if (failed >= stale) {
			advice.add(traffic.advice(AdviceCode.OFTEN_STALE,
					"%s of answers are stale, because the origin failed %d times: look at the origin; no property helps."
						.formatted(Words.percent(rate), failed),
					null, null, null));
			return;
		}
		double better = (double) (stale + failed - refreshedAhead(traffic)) / traffic.requests();
		if (traffic.route().policy().refreshAhead() > 0 || rate - better < MIN_GAIN / 2) {
			advice.add(traffic.advice(AdviceCode.OFTEN_STALE,
					"%s of answers are stale, served while they are refreshed: a longer time to live would make them fresh."
						.formatted(Words.percent(rate)),
					null, null, null));
			return;
		}
		advice.add(traffic.advice(AdviceCode.OFTEN_STALE,
				"%s of answers are stale, served while they are refreshed: with `refresh-ahead: 80%%` a request near the end of freshness refreshes the response, and %s of answers would be stale."
					.formatted(Words.percent(rate), Words.percent(better)),
				traffic.property("refresh-ahead"), "80%", null));
	}

	/** Stale answers that a hit late in the freshness would have refreshed. */
	private static int refreshedAhead(RouteTraffic traffic) {
		Map<Long, Sample> last = new HashMap<>();
		int avoided = 0;
		for (Sample sample : traffic.samples()) {
			Sample before = last.put(sample.key(), sample);
			if (sample.outcome() == CacheOutcome.STALE && before != null && before.arrived() == sample.arrived()
					&& before.at() >= before.arrived() + REFRESH_AHEAD * (before.expires() - before.arrived())) {
				avoided++;
			}
		}
		return avoided;
	}

}
