package io.httpcache.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.httpcache.client.Explanation.Term;
import io.httpcache.engine.AgeTerms;
import io.httpcache.engine.CacheEngine;
import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Freshness;
import io.httpcache.engine.OriginSource;
import io.httpcache.engine.ResponseFacts;
import io.httpcache.engine.StoredCandidate;

/**
 * The sum that says whether a stored response is fresh: its terms add up to what
 * {@link Freshness#expiresAt} leaves of it (RFC 9111 §4.2). What configuration does to
 * the origin's lifetime is shown as the difference that it makes.
 */
final class FreshnessSum {

	private final CacheEngine engine;

	private final CachePolicy policy;

	private final StoredCandidate stored;

	private final long now;

	private final List<Term> terms = new ArrayList<>();

	private FreshnessSum(CacheEngine engine, CachePolicy policy, StoredCandidate stored, long now) {
		this.engine = engine;
		this.policy = policy;
		this.stored = stored;
		this.now = now;
	}

	/**
	 * The terms, the last one what they add up to.
	 */
	static List<Term> of(CacheEngine engine, CachePolicy policy, StoredCandidate stored, long now) {
		return new FreshnessSum(engine, policy, stored, now).terms();
	}

	private List<Term> terms() {
		ResponseFacts facts = this.stored.facts();
		Freshness.Source source = Freshness.source(facts, this.stored.status(), this.policy, null);
		long expires = Freshness.expiresAt(facts, this.stored.status(), this.policy, null);
		long lifetime = expires - facts.responseTime();
		switch (source) {
			case ORIGIN, HEURISTIC -> fromOrigin(source, lifetime);
			case NONE -> add("freshness lifetime", 0, "nothing says how long it is fresh");
			default -> configured(source, lifetime);
		}
		add("time in the cache", facts.responseTime() - this.now, "since it arrived or was last confirmed");
		add("freshness left", expires - this.now, "the sum; fresh while it is above 0");
		return this.terms;
	}

	private void fromOrigin(Freshness.Source source, long lifetime) {
		ResponseFacts facts = this.stored.facts();
		if (source == Freshness.Source.HEURISTIC) {
			add("freshness lifetime", lifetime + facts.initialAge(),
					"heuristic: a share of the time since Last-Modified");
			add("age on arrival", -facts.initialAge(), ageText());
			return;
		}
		OriginSource origin = this.engine.inspection().originSource(this.stored, this.policy);
		add("freshness lifetime", facts.originLifetime(), (origin == null) ? "the origin" : "the origin's "
				+ origin.directive() + ((origin.targetedField() != null) ? " in " + origin.targetedField() : ""));
		add("age on arrival", -facts.initialAge(), ageText());
		long clamped = lifetime - (facts.originLifetime() - facts.initialAge());
		if (clamped != 0) {
			add((clamped > 0) ? "min-ttl" : "max-ttl", clamped, (clamped > 0)
					? "lengthened to min-ttl, counted from its arrival" : "cut to max-ttl, counted from its arrival");
		}
	}

	private void configured(Freshness.Source source, long lifetime) {
		Duration configured = switch (source) {
			case TTL_BY_STATUS -> this.policy.ttlByStatus().get(this.stored.status());
			case TTL -> this.policy.ttl();
			case DEFAULT_TTL -> this.policy.defaultTtl();
			default -> null;
		};
		long whole = (configured != null) ? configured.toMillis() : lifetime;
		add("freshness lifetime", whole, name(source) + ", counted from its arrival, whatever its age was then");
		if (whole != lifetime) {
			add("ttl-jitter", lifetime - whole, "shortened at random");
		}
	}

	private static String name(Freshness.Source source) {
		return switch (source) {
			case REQUEST_OPTION -> "option of the request that fetched it";
			case TTL_BY_STATUS -> "ttl-by-status";
			case TTL -> "ttl";
			default -> "default-ttl";
		};
	}

	private String ageText() {
		AgeTerms age = this.engine.inspection().age(this.stored);
		return "the larger of %s (Date to arrival) and %s (Age) + %s (how long the answer took)"
			.formatted(DurationText.of(age.apparent()), DurationText.of(age.given()), DurationText.of(age.delay()));
	}

	private void add(String name, long millis, String source) {
		this.terms.add(new Term(name, millis, source));
	}

}
