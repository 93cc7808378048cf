package io.httpcache.autoconfigure.insight;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheStatistics;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;

/**
 * Examines the recorded requests of a route by every rule. As a page asks for the advice
 * of all routes every few seconds, an answer stands for a moment.
 */
final class DefaultCacheAdvisor implements CacheAdvisor {

	private static final long STANDS_MILLIS = 5_000;

	/** So many recent URLs tell why no request matches a route. */
	private static final int EXPLAINED_URIS = 32;

	private final Routes routes;

	private final TrafficRecord traffic;

	private final DecisionLog decisions;

	private final Supplier<CacheStatistics> statistics;

	private final List<AdviceRule> rules;

	private final int minRequests;

	private final Clock clock;

	private final Map<String, Given> given = new ConcurrentHashMap<>();

	DefaultCacheAdvisor(Routes routes, TrafficRecord traffic, DecisionLog decisions,
			Supplier<CacheStatistics> statistics, List<AdviceRule> rules, int minRequests, Clock clock) {
		this.routes = routes;
		this.traffic = traffic;
		this.decisions = decisions;
		this.statistics = statistics;
		this.rules = List.copyOf(rules);
		this.minRequests = minRequests;
		this.clock = clock;
	}

	@Override
	public List<Advice> advise(String name) {
		Route route = this.routes.byName(name).orElse(null);
		if (route == null) {
			return List.of();
		}
		long now = this.clock.millis();
		Given before = this.given.get(name);
		if (before != null && Math.abs(now - before.at()) < STANDS_MILLIS) {
			return before.advice();
		}
		List<Advice> advice = examine(route);
		this.given.put(name, new Given(now, advice));
		return advice;
	}

	private List<Advice> examine(Route route) {
		RouteRecord record = this.traffic.of(route.name());
		if (record == null) {
			Advice advice = neverMatched(route);
			return (advice != null) ? List.of(advice) : List.of();
		}
		RouteRecord.Recorded recorded = record.recorded();
		if (recorded.samples().size() < this.minRequests) {
			return List.of();
		}
		RouteTraffic traffic = new RouteTraffic(route, recorded);
		List<Advice> advice = new ArrayList<>();
		this.rules.forEach((rule) -> rule.examine(traffic, advice));
		advice.sort(Comparator.comparingDouble(DefaultCacheAdvisor::gain).reversed());
		return List.copyOf(advice);
	}

	private static double gain(Advice advice) {
		return (advice.expectedHitRate() != null) ? advice.expectedHitRate() - advice.currentHitRate() : 0;
	}

	private @Nullable Advice neverMatched(Route route) {
		CacheStatistics figures = this.statistics.get();
		long all = figures.totals().requests();
		CacheStatistics.Traffic own = figures.routes().get(route.name());
		if (route.pattern() == null || all < this.minRequests || (own != null && own.requests() > 0)) {
			return null;
		}
		Map<String, Integer> reasons = new TreeMap<>();
		this.decisions.uris()
			.stream()
			.limit(EXPLAINED_URIS)
			.flatMap((uri) -> this.routes.explain(uri).stream())
			.filter((match) -> match.route() == route)
			.forEach((match) -> reasons.merge(String.valueOf(match.reason()), 1, Integer::sum));
		StringBuilder why = new StringBuilder();
		reasons.forEach(
				(reason, count) -> why.append(why.isEmpty() ? "" : ", ").append(reason).append(" for ").append(count));
		return new Advice(AdviceCode.NEVER_MATCHED.name(),
				"None of %d requests since the start matched `%s`%s: correct the pattern or remove the route."
					.formatted(all, route.pattern(), why.isEmpty() ? "" : " (of the latest: " + why + ")"),
				"httpcache.routes." + route.name() + ".url", null, 0, null, 0, 0);
	}

	/**
	 * Advice that was given.
	 *
	 * @param at when, in epoch milliseconds
	 * @param advice the advice
	 */
	private record Given(long at, List<Advice> advice) {

	}

}
