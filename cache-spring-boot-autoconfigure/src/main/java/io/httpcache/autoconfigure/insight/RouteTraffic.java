package io.httpcache.autoconfigure.insight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.engine.Freshness;
import io.httpcache.route.Route;

/**
 * The recorded requests of one route, and what would have become of them under other
 * rules. Used by one thread.
 */
final class RouteTraffic {

	private static final int[] TTL_SECONDS = { 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600 };

	private final Route route;

	private final List<Sample> samples;

	private final double share;

	private final int busiest;

	private final double weightOfBusiest;

	private final double hitRate;

	private final double base;

	private final Map<Long, Fetched> contexts;

	RouteTraffic(Route route, RouteRecord.Recorded recorded) {
		this.route = route;
		this.samples = recorded.samples();
		this.share = recorded.share();
		Map<Integer, Integer> counts = new HashMap<>();
		this.samples.forEach((sample) -> counts.merge(sample.path(), 1, Integer::sum));
		Map.Entry<Integer, Integer> most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
		this.busiest = most.getKey();
		double missing = recorded.requests() * recorded.share() - this.samples.size();
		this.weightOfBusiest = Math.max(0, 1 + missing / most.getValue());
		this.hitRate = rate(indexes((sample) -> sample.outcome().isAnsweredByCache()));
		this.base = rate(Replay.hits(this.samples, hypothesis()));
		this.contexts = Replay.contexts(this.samples);
	}

	Route route() {
		return this.route;
	}

	List<Sample> samples() {
		return this.samples;
	}

	int requests() {
		return this.samples.size();
	}

	/** The share of paths that is on record. */
	double share() {
		return this.share;
	}

	/** The rules as they are. */
	Hypothesis hypothesis() {
		return Hypothesis.of(this.route.policy(), this.route.maxVariants());
	}

	@Nullable Fetched context(Sample sample) {
		return Replay.context(sample, this.contexts);
	}

	List<Fetched> fetched(Predicate<Fetched> which) {
		List<Fetched> fetched = new ArrayList<>();
		for (Sample sample : this.samples) {
			if (sample.fetched() != null && which.test(sample.fetched())) {
				fetched.add(sample.fetched());
			}
		}
		return fetched;
	}

	int count(CacheOutcome outcome) {
		return (int) this.samples.stream().filter((sample) -> sample.outcome() == outcome).count();
	}

	/** Measured, over all requests that the cache answered or could have. */
	double hitRate() {
		return this.hitRate;
	}

	/** Of a cache with the same rules and room for everything. */
	double hitRateWithRoom() {
		return this.base;
	}

	/**
	 * What the hit rate would be: as measured, and what the replay under these rules has
	 * more than the replay under the present ones, so that its bias falls out.
	 */
	double expected(Hypothesis changed) {
		return Math.min(1, this.hitRate + Math.max(0, rate(Replay.hits(this.samples, changed)) - this.base));
	}

	/**
	 * The share of requests, of which a sample of paths tells only part: a half of the
	 * paths need not have half of the requests, and what it has too many or too few are
	 * those of the few popular ones. So the busiest path stands for the others of its
	 * kind, with the weight that makes up for the difference.
	 */
	private double rate(BitSet which) {
		double counted = 0;
		double all = 0;
		for (int i = 0; i < this.samples.size(); i++) {
			double weight = (this.samples.get(i).path() == this.busiest) ? this.weightOfBusiest : 1;
			all += weight;
			counted += which.get(i) ? weight : 0;
		}
		return (all == 0) ? 0 : counted / all;
	}

	private BitSet indexes(Predicate<Sample> which) {
		BitSet indexes = new BitSet();
		for (int i = 0; i < this.samples.size(); i++) {
			indexes.set(i, which.test(this.samples.get(i)));
		}
		return indexes;
	}

	/** The source of freshness of most answers of the origin. */
	Freshness.@Nullable Source source() {
		Map<Freshness.Source, Integer> counts = new HashMap<>();
		fetched((fetched) -> Freshness.isConfigurable(fetched.status()))
			.forEach((fetched) -> counts.merge(source(fetched), 1, Integer::sum));
		return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(null);
	}

	Freshness.Source source(Fetched fetched) {
		return Freshness.source(fetched.assessment().facts(), fetched.status(), this.route.policy(), null);
	}

	/**
	 * The shortest time to live that brings nine tenths of what the longest would.
	 * @param rules the rules with a time to live
	 */
	Lengthened lengthened(java.util.function.Function<Duration, Hypothesis> rules) {
		double most = expected(rules.apply(Duration.ofSeconds(TTL_SECONDS[TTL_SECONDS.length - 1])));
		double enough = hitRate() + 0.9 * (most - hitRate());
		for (int seconds : TTL_SECONDS) {
			double expected = expected(rules.apply(Duration.ofSeconds(seconds)));
			if (expected >= enough) {
				return new Lengthened(Duration.ofSeconds(seconds), expected);
			}
		}
		return new Lengthened(Duration.ofHours(1), most);
	}

	/** The share of requests whose key was asked for within this time before. */
	double repeatedWithin(Duration time) {
		Map<Long, Long> last = new HashMap<>();
		return rate(indexes((sample) -> {
			Long before = last.put(sample.key(), sample.at());
			return before != null && sample.at() - before <= time.toMillis();
		}));
	}

	/** How often a response that was fetched again was the same, by its body or a 304. */
	Refetches refetches() {
		Map<Long, Fetched> last = new HashMap<>();
		int same = 0;
		int confirmed = 0;
		int changed = 0;
		for (Sample sample : this.samples) {
			Fetched fetched = sample.fetched();
			if (fetched == null) {
				continue;
			}
			Fetched before = last.put(sample.key(), fetched);
			if (fetched.confirmed()) {
				confirmed++;
			}
			else if (before != null && before.body() != 0 && fetched.body() != 0) {
				if (before.body() == fetched.body()) {
					same++;
				}
				else {
					changed++;
				}
			}
		}
		return new Refetches(same, confirmed, changed);
	}

	/**
	 * Names of what separates callers, as far as requests that reached the origin show.
	 */
	Set<String> headerNames() {
		return names(Fetched::headers);
	}

	Set<String> parameterNames() {
		return names(Fetched::parameters);
	}

	Set<String> varyNames() {
		return names(Fetched::vary);
	}

	private Set<String> names(java.util.function.Function<Fetched, Parts> parts) {
		Set<String> names = new HashSet<>();
		fetched((fetched) -> true).forEach((fetched) -> names.addAll(List.of(parts.apply(fetched).names())));
		names.remove(Names.OTHER);
		return names;
	}

	long windowSeconds() {
		return this.samples.isEmpty() ? 0
				: (this.samples.get(this.samples.size() - 1).at() - this.samples.get(0).at()) / 1000;
	}

	Advice advice(AdviceCode code, String message, @Nullable String property, @Nullable String value,
			@Nullable Double expected) {
		return new Advice(code.name(), message, property, value, hitRate(), expected, requests(), windowSeconds());
	}

	/** The property of this route, or of the defaults where there is no route. */
	String property(String name) {
		return (this.route.name().equals(Route.DEFAULT_NAME) ? "httpcache.defaults."
				: "httpcache.routes." + this.route.name() + ".") + name;
	}

	/**
	 * A time to live and what it would bring.
	 *
	 * @param ttl the time to live
	 * @param expected the hit rate then
	 */
	record Lengthened(Duration ttl, double expected) {

	}

	/**
	 * What came of fetching the same again.
	 *
	 * @param same how often the body was the same
	 * @param confirmed how often the origin said 304
	 * @param changed how often the body was another
	 */
	record Refetches(int same, int confirmed, int changed) {

		int unchanged() {
			return this.same + this.confirmed;
		}

		int all() {
			return unchanged() + this.changed;
		}

	}

}
