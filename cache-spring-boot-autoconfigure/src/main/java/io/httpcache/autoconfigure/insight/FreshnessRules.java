package io.httpcache.autoconfigure.insight;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.autoconfigure.insight.RouteTraffic.Lengthened;
import io.httpcache.autoconfigure.insight.RouteTraffic.Refetches;
import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Freshness;
import io.httpcache.engine.Prohibition;

/**
 * Responses that are fresh for too short a time, or not at all.
 */
final class FreshnessRules implements AdviceRule {

	/** Fewer confirmations are no pattern. */
	private static final int MIN_CONFIRMED = 20;

	/** With more new answers than this, what is stored longer is outdated. */
	private static final double MAX_CHANGED = 0.2;

	@Override
	public void examine(RouteTraffic traffic, Collection<Advice> advice) {
		Freshness.Source source = traffic.source();
		if (source == null) {
			return;
		}
		Refetches refetches = traffic.refetches();
		int answers = traffic.fetched((fetched) -> true).size();
		boolean confirmed = refetches.confirmed() >= MIN_CONFIRMED && refetches.confirmed() * 2 >= answers
				&& refetches.unchanged() >= 0.95 * refetches.all();
		if (confirmed) {
			alwaysNotModified(traffic, advice, source, refetches);
		}
		else if (source == Freshness.Source.NONE) {
			noFreshness(traffic, advice, answers);
		}
		else if (refetches.changed() <= MAX_CHANGED * refetches.all()) {
			shortTtl(traffic, advice, source, refetches);
		}
	}

	private void noFreshness(RouteTraffic traffic, Collection<Advice> advice, int answers) {
		int silent = traffic
			.fetched((fetched) -> fetched.assessment().storing().isEmpty() && Freshness.isConfigurable(fetched.status())
					&& traffic.source(fetched) == Freshness.Source.NONE)
			.size();
		Lengthened longer = traffic.lengthened((ttl) -> longer(traffic, Freshness.Source.NONE, ttl));
		if (silent > 0 && longer.expected() - traffic.hitRate() >= MIN_GAIN) {
			String ttl = Words.duration(longer.ttl());
			advice.add(traffic.advice(AdviceCode.NO_FRESHNESS,
					"%s of requests repeat within %s and the origin sends no freshness (%d of %d answers): `default-ttl: %s` %s."
						.formatted(Words.percent(traffic.repeatedWithin(longer.ttl())), ttl, silent, answers, ttl,
								Words.gain(traffic.hitRate(), longer.expected())),
					traffic.property("default-ttl"), ttl, longer.expected()));
		}
	}

	private void alwaysNotModified(RouteTraffic traffic, Collection<Advice> advice, Freshness.Source source,
			Refetches refetches) {
		String property = property(source);
		if (property == null) {
			return;
		}
		boolean noCache = traffic.fetched((fetched) -> fetched.assessment().facts().noCache()).size()
				* 2 > traffic.fetched((fetched) -> true).size()
				&& !traffic.route().policy().ignores(Prohibition.NO_CACHE);
		Lengthened longer = traffic.lengthened((ttl) -> {
			Hypothesis changed = longer(traffic, source, ttl);
			return noCache ? changed.policy(changed.policy().ignoring(Set.of(Prohibition.NO_CACHE))) : changed;
		});
		if (longer.expected() - traffic.hitRate() < MIN_GAIN) {
			return;
		}
		String ttl = Words.duration(longer.ttl());
		String what = (noCache ? "`ignore: [no-cache]` with " : "") + "`%s: %s`".formatted(property, ttl);
		advice.add(traffic.advice(AdviceCode.ALWAYS_NOT_MODIFIED,
				"The origin was asked %d times whether a stored response had changed, and %d times it had not: %s %s. An answer may then be that old."
					.formatted(refetches.all(), refetches.unchanged(), what,
							Words.gain(traffic.hitRate(), longer.expected())),
				traffic.property(property), ttl, longer.expected()));
	}

	private void shortTtl(RouteTraffic traffic, Collection<Advice> advice, Freshness.Source source,
			Refetches refetches) {
		String property = property(source);
		Lengthened longer = traffic.lengthened((ttl) -> longer(traffic, source, ttl));
		if (property == null || longer.expected() - traffic.hitRate() < MIN_GAIN) {
			return;
		}
		String ttl = Words.duration(longer.ttl());
		advice.add(traffic.advice(AdviceCode.SHORT_TTL,
				"Responses are stale before they are asked for again (%s of requests repeat within %s); of %d that were fetched again, %d were the same: `%s: %s` %s. An answer may then be that old."
					.formatted(Words.percent(traffic.repeatedWithin(longer.ttl())), ttl, refetches.all(),
							refetches.unchanged(), property, ttl, Words.gain(traffic.hitRate(), longer.expected())),
				traffic.property(property), ttl, longer.expected()));
	}

	/** The property that lengthens freshness from a source. */
	static @Nullable String property(Freshness.Source source) {
		return switch (source) {
			case NONE, DEFAULT_TTL, HEURISTIC -> "default-ttl";
			case ORIGIN -> "min-ttl";
			case TTL -> "ttl";
			case REQUEST_OPTION, TTL_BY_STATUS -> null;
		};
	}

	private static Hypothesis longer(RouteTraffic traffic, Freshness.Source source, Duration ttl) {
		CachePolicy policy = traffic.route().policy();
		return traffic.hypothesis().policy(switch (source) {
			case NONE, DEFAULT_TTL, HEURISTIC, REQUEST_OPTION, TTL_BY_STATUS ->
				policy.withDefaultTtl(longest(policy.defaultTtl(), ttl));
			case ORIGIN -> policy.withMinTtl(longest(policy.minTtl(), ttl));
			case TTL -> policy.withTtl(longest(policy.ttl(), ttl));
		});
	}

	private static Duration longest(@Nullable Duration present, Duration ttl) {
		return (present != null && present.compareTo(ttl) > 0) ? present : ttl;
	}

}
