package io.httpcache.autoconfigure.insight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.httpcache.route.SecretNames;

/**
 * Query parameters that do not change the answer. Some are known by their names; others
 * show it by their bodies.
 */
final class ParameterRule implements AdviceRule {

	private static final Set<String> TRACKING = Set.of("gclid", "dclid", "gbraid", "wbraid", "fbclid", "msclkid",
			"yclid", "twclid", "ttclid", "igshid", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi");

	/** So many answers that differ in the parameter and not in the body are proof. */
	private static final int PROOF = 5;

	private final SecretNames secrets;

	ParameterRule(SecretNames secrets) {
		this.secrets = secrets;
	}

	@Override
	public void examine(RouteTraffic traffic, Collection<Advice> advice) {
		Set<String> ignorable = new TreeSet<>();
		for (String name : traffic.parameterNames()) {
			if (!this.secrets.matches(name) && isIgnorable(traffic, name)) {
				ignorable.add(name);
			}
		}
		if (ignorable.isEmpty()) {
			return;
		}
		double expected = traffic.expected(traffic.hypothesis().withoutParameters(ignorable::contains));
		if (expected - traffic.hitRate() < MIN_GAIN) {
			return;
		}
		List<String> all = new ArrayList<>(traffic.route().ignoredQueryParameters());
		all.addAll(ignorable);
		String value = Words.list(all);
		long requests = traffic.fetched((fetched) -> ignorable.stream().anyMatch(fetched.parameters()::has)).size();
		advice.add(traffic.advice(AdviceCode.IGNORABLE_PARAMETER,
				"%s in the query of %d fetched URLs did not change the answer: `ignored-query-parameters: %s` %s."
					.formatted(String.join(", ", ignorable), requests, value, Words.gain(traffic.hitRate(), expected)),
				traffic.property("ignored-query-parameters"), value, expected));
	}

	private static boolean isIgnorable(RouteTraffic traffic, String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		int[] sameAndDifferent = compare(traffic, name);
		boolean known = lower.startsWith("utm_") || TRACKING.contains(lower);
		return sameAndDifferent[1] == 0 && (known || sameAndDifferent[0] >= PROOF);
	}

	/** Bodies of answers that differ in this parameter and in nothing else. */
	private static int[] compare(RouteTraffic traffic, String name) {
		Map<Long, Long> bodies = new HashMap<>();
		Set<Long> seen = new HashSet<>();
		int[] counts = new int[2];
		for (Sample sample : traffic.samples()) {
			Fetched fetched = sample.fetched();
			if (fetched == null || fetched.body() == 0 || !fetched.parameters().has(name)) {
				continue;
			}
			long others = Fingerprints.combine(
					Fingerprints.combine(sample.path(), fetched.parameters().without(name::equals)),
					sample.partition());
			Long before = bodies.put(others, fetched.body());
			boolean isNew = seen.add(Fingerprints.combine(others, fetched.parameters().value(name)));
			if (before != null && isNew) {
				counts[(before == fetched.body()) ? 0 : 1]++;
			}
		}
		return counts;
	}

}
