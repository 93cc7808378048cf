package io.httpcache.autoconfigure.insight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.httpcache.CacheOutcome;
import io.httpcache.client.CredentialFields;
import io.httpcache.route.Route;

/**
 * Header fields that keep apart what could be shared.
 */
final class KeyRules implements AdviceRule {

	/** Parts of a key that are no header fields. */
	private static final Set<String> OTHER_PARTS = Set.of("resolver", "user", "client", "partition", "key", "custom");

	/** A value in so many of the requests is new each time. */
	private static final double NEW_EACH_TIME = 0.8;

	private static final int MIN_SEEN = 20;

	private final Collection<String> ignoredHeaders;

	/**
	 * Rules for an application.
	 * @param ignoredHeaders what {@code key.ignored-headers} is now
	 */
	KeyRules(Collection<String> ignoredHeaders) {
		this.ignoredHeaders = List.copyOf(ignoredHeaders);
	}

	@Override
	public void examine(RouteTraffic traffic, Collection<Advice> advice) {
		if (traffic.route().partition().equals(Route.PARTITION_CALLER)) {
			newCredential(traffic, advice);
		}
		splittingHeader(traffic, advice);
		newVaryValues(traffic, advice);
	}

	private void newCredential(RouteTraffic traffic, Collection<Advice> advice) {
		Set<String> names = names(traffic.headerNames(), CredentialFields::contains);
		int bypassed = traffic.count(CacheOutcome.BYPASS);
		boolean isNew = names.stream().anyMatch((name) -> isNewEachTime(traffic, name));
		if (names.isEmpty() || (!isNew && bypassed < MIN_SEEN)) {
			return;
		}
		double expected = traffic.expected(traffic.hypothesis().withoutCredentials(CredentialFields::contains));
		if (expected - traffic.hitRate() >= MIN_GAIN) {
			advice.add(traffic.advice(AdviceCode.NEW_CREDENTIAL,
					"The credential (%s) is a new one on nearly every request%s, so that none shares an entry with another: if it is the application's own and not a user's, `partition: application` %s."
						.formatted(String.join(", ", names), (bypassed > 0) ? ", by its kind in " + bypassed : "",
								Words.gain(traffic.hitRate(), expected)),
					traffic.property("partition"), Route.PARTITION_APPLICATION, expected));
		}
	}

	private static boolean isNewEachTime(RouteTraffic traffic, String name) {
		List<Fetched> with = traffic.fetched((fetched) -> fetched.headers().has(name));
		long values = with.stream().mapToLong((fetched) -> fetched.headers().value(name)).distinct().count();
		return with.size() >= MIN_SEEN && values >= NEW_EACH_TIME * with.size();
	}

	private void splittingHeader(RouteTraffic traffic, Collection<Advice> advice) {
		Set<String> names = names(traffic.headerNames(),
				(name) -> !CredentialFields.contains(name) && !OTHER_PARTS.contains(name));
		boolean found = false;
		for (String name : names) {
			found |= splitting(traffic, advice, List.of(name));
		}
		// Two that change together hide each other
		List<String> changing = names.stream().filter((name) -> isNewEachTime(traffic, name)).toList();
		if (!found && changing.size() > 1) {
			splitting(traffic, advice, changing);
		}
	}

	private boolean splitting(RouteTraffic traffic, Collection<Advice> advice, List<String> names) {
		Hypothesis changed = traffic.hypothesis();
		changed = new Hypothesis(changed.policy(), changed.maxVariants(), false, names::contains, null, null);
		double expected = traffic.expected(changed);
		if (expected - traffic.hitRate() < MIN_GAIN) {
			return false;
		}
		List<String> all = new ArrayList<>(this.ignoredHeaders);
		all.addAll(names);
		long values = traffic.fetched((fetched) -> true)
			.stream()
			.mapToLong((fetched) -> names.stream().mapToLong(fetched.headers()::value).sum())
			.distinct()
			.count();
		String value = Words.list(all);
		advice.add(traffic.advice(AdviceCode.SPLITTING_HEADER,
				"The request header %s (%d values) keeps entries apart: if it says nothing about the caller, `key.ignored-headers: %s` %s."
					.formatted(String.join(" and ", names), values, value, Words.gain(traffic.hitRate(), expected)),
				"httpcache.key.ignored-headers", value, expected));
		return true;
	}

	private void newVaryValues(RouteTraffic traffic, Collection<Advice> advice) {
		for (String name : traffic.varyNames()) {
			double expected = traffic.expected(traffic.hypothesis().withoutVary(name));
			double withRoom = traffic.expected(traffic.hypothesis().maxVariants(Integer.MAX_VALUE));
			int values = mostValues(traffic, name);
			if (values > traffic.route().maxVariants() && withRoom - traffic.hitRate() >= MIN_GAIN) {
				String value = Long.toString(Words.roundedUp(values * 1024L) / 1024);
				advice.add(traffic.advice(AdviceCode.NEW_VARY_VALUES,
						"One URL has up to %d values of %s, which the origin names in Vary, and only %d variants are kept: `max-variants: %s` %s."
							.formatted(values, name, traffic.route().maxVariants(), value,
									Words.gain(traffic.hitRate(), withRoom)),
						traffic.property("max-variants"), value, withRoom));
			}
			else if (expected - traffic.hitRate() >= MIN_GAIN) {
				advice.add(traffic.advice(AdviceCode.NEW_VARY_VALUES,
						"The origin names %s in Vary, and one URL is asked for with up to %d values of it, each of which needs its own answer: sending the same value with each request %s."
							.formatted(name, values, Words.gain(traffic.hitRate(), expected)),
						null, null, expected));
			}
		}
	}

	private static int mostValues(RouteTraffic traffic, String name) {
		java.util.Map<Long, Set<Long>> values = new java.util.HashMap<>();
		for (Sample sample : traffic.samples()) {
			Fetched fetched = sample.fetched();
			if (fetched != null && fetched.vary().has(name)) {
				values.computeIfAbsent(sample.key(), (key) -> new HashSet<>()).add(fetched.vary().value(name));
			}
		}
		return values.values().stream().mapToInt(Set::size).max().orElse(0);
	}

	private static Set<String> names(Set<String> names, Predicate<String> which) {
		Set<String> chosen = new TreeSet<>(names);
		chosen.removeIf((name) -> !which.test(name));
		return chosen;
	}

}
