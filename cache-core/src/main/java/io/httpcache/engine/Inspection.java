package io.httpcache.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.http.Fields;

/**
 * What lies behind the engine's decisions, told by the very rules that make them. Pure,
 * and safe for use by several threads.
 */
public final class Inspection {

	private final Staleness staleness;

	private final Storability storability;

	private final FactsReader facts;

	Inspection(Staleness staleness, Storability storability, FactsReader facts) {
		this.staleness = staleness;
		this.storability = storability;
		this.facts = facts;
	}

	/**
	 * The stored response that a request selects, usable or not.
	 * @param request the request
	 * @param policy the rules
	 * @param variants what is stored under its key, newest first
	 * @return the response, or {@code null}
	 */
	public @Nullable StoredCandidate selected(CacheRequest request, CachePolicy policy,
			List<? extends StoredCandidate> variants) {
		return VarySelection.select(request, policy, variants);
	}

	/**
	 * What gave a response the freshness lifetime that the origin wanted.
	 * @param stored the response
	 * @param policy the rules
	 * @return the source, or {@code null} when the origin did not say
	 */
	public @Nullable OriginSource originSource(StoredCandidate stored, CachePolicy policy) {
		return this.facts.originSource(stored.fields(), policy, stored.facts().responseTime());
	}

	/**
	 * What the age of a response on its arrival is made of.
	 * @param stored the response
	 * @return the terms
	 */
	public AgeTerms age(StoredCandidate stored) {
		return this.facts.age(stored.fields(), stored.facts().requestTime(), stored.facts().responseTime());
	}

	/**
	 * How long a response may be used after its freshness.
	 * @param request the request
	 * @param policy the rules
	 * @param stored the response
	 * @return the windows
	 */
	public StaleWindows staleWindows(CacheRequest request, CachePolicy policy, StoredCandidate stored) {
		ResponseFacts facts = stored.facts();
		return new StaleWindows(this.staleness.alwaysValidates(facts, policy),
				this.staleness.isForbidden(facts, policy), this.staleness.whileRevalidate(facts, policy),
				this.staleness.ifError(facts, policy, request));
	}

	/**
	 * What an answer would be worth under other rules.
	 * @param request the request
	 * @param policy the rules
	 * @param origin the head of the answer
	 * @return what stands in the way, and what was read from it
	 */
	public Assessment assess(CacheRequest request, CachePolicy policy, OriginResponse origin) {
		Fields fields = origin.fields();
		FactsReader.Directives directives = this.facts.directives(fields, policy);
		Set<Prohibition> storing = EnumSet.noneOf(Prohibition.class);
		CacheReason refusal = overrule(storing, (ignored) -> this.storability.refusal(request, policy.ignoring(ignored),
				origin.status(), fields, directives.control()));
		Set<Prohibition> configuring = EnumSet.noneOf(Prohibition.class);
		overrule(configuring,
				(ignored) -> this.storability.configurationRefusal(request, policy.ignoring(ignored), fields));
		ResponseFacts read = this.facts.read(request, policy, origin.status(), fields, directives, origin,
				configuring.isEmpty());
		configuring.removeAll(storing);
		return new Assessment(storing, configuring, read,
				(refusal != null) ? refusal : BodyRules.refusal(request, policy, origin.status(), fields));
	}

	private static @Nullable CacheReason overrule(Set<Prohibition> ignored,
			Function<Set<Prohibition>, @Nullable CacheReason> refusals) {
		CacheReason refusal = refusals.apply(ignored);
		while (refusal != null) {
			Prohibition prohibition = Prohibition.behind(refusal);
			if (prohibition == null || !ignored.add(prohibition)) {
				return refusal;
			}
			refusal = refusals.apply(ignored);
		}
		return null;
	}

}
