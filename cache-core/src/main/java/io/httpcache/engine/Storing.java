package io.httpcache.engine;

import java.util.List;

import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;

/**
 * What to store of the origin's answer, or what to update (RFC 9111 §3, §4.3.3 to
 * §4.3.5).
 */
final class Storing {

	/** How long a stale response is kept for the sake of its validator. */
	static final long VALIDATION_MARGIN = 24 * 60 * 60 * 1000L;

	private final Staleness staleness;

	private final Storability storability;

	private final FactsReader facts;

	Storing(Staleness staleness, Storability storability, FactsReader facts) {
		this.staleness = staleness;
		this.storability = storability;
		this.facts = facts;
	}

	ResponseDecision freshen(RequestDecision.Fetch fetch, StoredCandidate confirmed, OriginResponse origin) {
		CachePolicy policy = fetch.policy();
		FactsReader.Directives update = this.facts.directives(origin.fields(), policy);
		Fields allowed = this.storability.storedFields(origin.fields(), update.control(), policy);
		FieldLines fields = Validation.updated(confirmed.fields(), allowed);
		FactsReader.Directives directives = this.facts.directives(fields, policy);
		boolean configurable = this.storability.configurationRefusal(fetch.request(), policy, fields) == null;
		ResponseFacts facts = this.facts.read(fetch.request(), policy, confirmed.status(), fields, directives, origin,
				configurable);
		boolean refused = this.storability.refusal(fetch.request(), policy, confirmed.status(), fields,
				directives.control()) != null;
		long keepUntil = refused ? origin.responseTime() : keepUntil(facts, confirmed.status(), fields, fetch);
		return new ResponseDecision.Freshen(confirmed, fields, facts, keepUntil, fetch.refusal() == null,
				Validation.rendition(fetch.request(), confirmed));
	}

	ResponseDecision resolveHead(RequestDecision.Fetch fetch, OriginResponse origin) {
		if (fetch.validated().isEmpty() || origin.status() != 200) {
			return store(fetch, origin);
		}
		// RFC 9111 §4.3.5
		StoredCandidate stored = fetch.validated().get(0);
		return Validation.describes(origin.fields(), stored) ? freshen(fetch, stored, origin)
				: new ResponseDecision.PassThrough(CacheReason.INVALIDATED,
						new Invalidation(List.of(fetch.request().uri()), List.of()));
	}

	ResponseDecision store(RequestDecision.Fetch fetch, OriginResponse origin) {
		CacheRequest request = fetch.request();
		CachePolicy policy = fetch.policy();
		Fields fields = origin.fields();
		int status = origin.status();
		Invalidation invalidation = Invalidations.of(request, status, fields);
		FactsReader.Directives directives = this.facts.directives(fields, policy);
		CacheReason refusal = this.storability.refusal(request, policy, status, fields, directives.control());
		if (refusal == null) {
			refusal = fetch.refusal();
		}
		if (refusal != null) {
			return new ResponseDecision.PassThrough(refusal, invalidation);
		}
		CacheReason unconfigurable = this.storability.configurationRefusal(request, policy, fields);
		ResponseFacts facts = this.facts.read(request, policy, status, fields, directives, origin,
				unconfigurable == null);
		long keepUntil = keepUntil(facts, status, fields, fetch);
		if (keepUntil <= origin.responseTime()) {
			return new ResponseDecision.PassThrough(
					(unconfigurable != null) ? unconfigurable : CacheReason.NO_FRESHNESS, invalidation);
		}
		CacheReason body = BodyRules.refusal(request, policy, status, fields);
		if (body != null) {
			return new ResponseDecision.PassThrough(body, invalidation);
		}
		return new ResponseDecision.Store(this.storability.storedFields(fields, directives.control(), policy), facts,
				keepUntil, Invalidations.groups(request.uri(), fields, "Cache-Groups"), invalidation);
	}

	/**
	 * Until when a response is of use: freshness, then the longest window for stale
	 * answers, then a margin for validation. What is never of use is not stored.
	 */
	private long keepUntil(ResponseFacts facts, int status, Fields fields, RequestDecision.Fetch fetch) {
		CachePolicy policy = fetch.policy();
		RequestCacheOptions options = fetch.request().options();
		if (!Freshness.HEURISTICALLY_CACHEABLE.contains(status)
				&& Freshness.source(facts, status, policy, null) == Freshness.Source.NONE) {
			return 0;
		}
		long keep = Freshness.expiresAt(facts, status, policy, options.ttl());
		if (status == 200 || keep > facts.responseTime()) {
			keep += this.staleness.longestWindow(facts, policy, options.staleIfError());
		}
		return Validation.canValidate(status, fields) ? Math.max(keep, facts.responseTime()) + VALIDATION_MARGIN : keep;
	}

}
