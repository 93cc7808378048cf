package io.httpcache.autoconfigure.insight;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.httpcache.CacheReason;
import io.httpcache.store.StoreStatistics;

/**
 * What the limits of the store keep out or drop.
 */
final class StoreRules implements AdviceRule {

	/** What a key takes beside the response, roughly. */
	private static final int BYTES_PER_KEY = 400;

	private final Supplier<StoreStatistics> store;

	StoreRules(Supplier<StoreStatistics> store) {
		this.store = store;
	}

	@Override
	public void examine(RouteTraffic traffic, Collection<Advice> advice) {
		tooLarge(traffic, advice);
		evictedEarly(traffic, advice);
	}

	private void tooLarge(RouteTraffic traffic, Collection<Advice> advice) {
		List<Fetched> large = traffic.fetched((fetched) -> fetched.notStored() == CacheReason.TOO_LARGE);
		if (large.isEmpty()) {
			return;
		}
		long limit = traffic.route().policy().maxEntrySize();
		long largest = large.stream().mapToLong(Fetched::length).max().orElse(-1);
		boolean known = largest > limit;
		long bytes = Words.roundedUp(known ? largest : 4 * limit);
		double expected = traffic
			.expected(traffic.hypothesis().policy(traffic.route().policy().withMaxEntrySize(bytes)));
		if (expected - traffic.hitRate() >= MIN_GAIN) {
			String value = Words.size(bytes);
			advice.add(traffic.advice(AdviceCode.TOO_LARGE,
					"%d of %d fetched bodies are over the limit of %d bytes%s: `max-entry-size: %s` %s%s.".formatted(
							large.size(), traffic.fetched((fetched) -> true).size(), limit,
							known ? ", the largest has " + largest : ", of a length that is not known before", value,
							Words.gain(traffic.hitRate(), expected), known ? "" : " at most"),
					traffic.property("max-entry-size"), value, expected));
		}
	}

	private void evictedEarly(RouteTraffic traffic, Collection<Advice> advice) {
		double expected = traffic.hitRateWithRoom();
		if (expected - traffic.hitRate() < MIN_GAIN) {
			return;
		}
		StoreStatistics statistics = this.store.get();
		if (statistics.evictions() <= 0) {
			return;
		}
		Map<Long, Integer> weights = new HashMap<>();
		for (Sample sample : traffic.samples()) {
			Fetched fetched = sample.fetched();
			if (fetched != null && fetched.weight() > 0) {
				weights.merge(sample.key(), fetched.weight() + BYTES_PER_KEY, Math::max);
			}
		}
		long needed = (long) (weights.values().stream().mapToLong(Integer::longValue).sum() / traffic.share());
		boolean caffeine = statistics.type().equals("caffeine");
		String value = Words.size(Math.max(needed, statistics.maxBytes()) + Math.max(0, statistics.maxBytes()) / 2);
		advice.add(traffic.advice(AdviceCode.EVICTED_EARLY,
				"Responses are dropped for lack of room before they are stale (%d so far), and this route alone asks for %s: %s %s."
					.formatted(statistics.evictions(), Words.size(needed),
							caffeine ? "`store.caffeine.max-size: " + value + "`" : "more memory for the store",
							Words.gain(traffic.hitRate(), expected)),
				caffeine ? "httpcache.store.caffeine.max-size" : null, caffeine ? value : null, expected));
	}

}
