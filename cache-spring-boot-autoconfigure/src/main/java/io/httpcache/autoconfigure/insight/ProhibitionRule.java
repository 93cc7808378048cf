package io.httpcache.autoconfigure.insight;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.httpcache.autoconfigure.insight.RouteTraffic.Lengthened;
import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Prohibition;

/**
 * Answers that the origin forbids to store or to use.
 */
final class ProhibitionRule implements AdviceRule {

	@Override
	public void examine(RouteTraffic traffic, Collection<Advice> advice) {
		CachePolicy policy = traffic.route().policy();
		Set<Prohibition> prohibitions = EnumSet.noneOf(Prohibition.class);
		List<Fetched> forbidden = traffic.fetched((fetched) -> !prohibitions(fetched, policy).isEmpty());
		forbidden.forEach((fetched) -> prohibitions.addAll(prohibitions(fetched, policy)));
		if (prohibitions.isEmpty()) {
			return;
		}
		boolean configured = policy.ttl() != null || policy.defaultTtl() != null || policy.minTtl() != null
				|| !policy.ttlByStatus().isEmpty();
		Hypothesis ignoring = traffic.hypothesis().policy(policy.ignoring(prohibitions));
		double expected = traffic.expected(ignoring);
		int answers = traffic.fetched((fetched) -> true).size();
		String value = Words.list(Stream.concat(policy.ignore().stream(), prohibitions.stream())
			.map(Prohibition::propertyValue)
			.toList());
		String names = String.join(", ", prohibitions.stream().map(Prohibition::propertyValue).toList());
		if (expected - traffic.hitRate() >= MIN_GAIN) {
			advice.add(traffic.advice(configured ? AdviceCode.TTL_FORBIDDEN : AdviceCode.STORING_FORBIDDEN,
					"%s (%s in %d of %d answers): if you know better than the origin, `ignore: %s` %s.".formatted(
							configured ? "The origin forbids what the configured time to live wants"
									: "The origin forbids to store its answers",
							names, forbidden.size(), answers, value, Words.gain(traffic.hitRate(), expected)),
					traffic.property("ignore"), value, expected));
		}
		else if (!configured) {
			withTtl(traffic, advice, prohibitions, value, "The origin forbids to store its answers (%s in %d of %d)"
				.formatted(names, forbidden.size(), answers));
		}
	}

	private void withTtl(RouteTraffic traffic, Collection<Advice> advice, Set<Prohibition> prohibitions, String value,
			String reason) {
		CachePolicy policy = traffic.route().policy();
		Lengthened longer = traffic
			.lengthened((ttl) -> traffic.hypothesis().policy(policy.ignoring(prohibitions).withTtl(ttl)));
		if (longer.expected() - traffic.hitRate() >= MIN_GAIN) {
			advice.add(traffic.advice(AdviceCode.STORING_FORBIDDEN,
					"%s: if you know better than the origin, `ignore: %s` with `ttl: %s` %s.".formatted(reason, value,
							Words.duration(longer.ttl()), Words.gain(traffic.hitRate(), longer.expected())),
					traffic.property("ignore"), value, longer.expected()));
		}
	}

	private static Set<Prohibition> prohibitions(Fetched fetched, CachePolicy policy) {
		Set<Prohibition> all = EnumSet.noneOf(Prohibition.class);
		all.addAll(fetched.assessment().storing());
		all.addAll(fetched.assessment().configuring());
		if (fetched.assessment().facts().noCache() && !policy.ignores(Prohibition.NO_CACHE) && !fetched.confirmed()) {
			all.add(Prohibition.NO_CACHE);
		}
		return all;
	}

}
