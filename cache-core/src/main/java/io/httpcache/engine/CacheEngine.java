package io.httpcache.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.http.ByteRange;
import io.httpcache.http.CacheControl;
import io.httpcache.http.Fields;

/**
 * RFC 9111 as two questions: what to do with a request before the network, and what with
 * an answer after it. Pure: everything it needs is an argument, the time included (epoch
 * milliseconds). Safe for use by several threads.
 */
public final class CacheEngine {

	private final boolean offline;

	private final Staleness staleness;

	private final Inspection inspection;

	private final Fetching fetching;

	private final Storing storing;

	/**
	 * An engine.
	 * @param mode whose cache it is
	 * @param offline whether nothing is ever fetched
	 * @param readOnly whether nothing is ever stored
	 */
	public CacheEngine(CacheMode mode, boolean offline, boolean readOnly) {
		this.offline = offline;
		this.staleness = new Staleness(mode);
		this.fetching = new Fetching(readOnly, this.staleness);
		Storability storability = new Storability(mode);
		FactsReader facts = new FactsReader(mode);
		this.storing = new Storing(this.staleness, storability, facts);
		this.inspection = new Inspection(this.staleness, storability, facts);
	}

	/**
	 * What lies behind the decisions, for those who explain them.
	 * @return the inspection
	 */
	public Inspection inspection() {
		return this.inspection;
	}

	/**
	 * Whether a request is none of the cache's business, before anything is looked up.
	 * @param request the request
	 * @param policy the rules
	 * @return why, or {@code null} when the cache acts
	 */
	public @Nullable CacheReason bypass(CacheRequest request, CachePolicy policy) {
		if (!policy.enabled()) {
			return CacheReason.DISABLED;
		}
		if (request.options().fetch() == RequestCacheOptions.Fetch.BYPASS) {
			return CacheReason.REQUESTED;
		}
		boolean query = request.method().equals("POST") || request.method().equals("QUERY");
		return (query ? request.bodyKeyed() : request.isSafe() && policy.methods().contains(request.method())) ? null
				: CacheReason.METHOD;
	}

	/**
	 * Decides before the network where nobody has allowed stale answers by hand.
	 * @param request a request that {@link #bypass} let in
	 * @param policy the rules
	 * @param variants what is stored under its key, newest first
	 * @param paused whether the origin failed so recently that it is not asked while a
	 * stale response can stand in
	 * @param now epoch milliseconds
	 * @return the decision
	 */
	public RequestDecision decide(CacheRequest request, CachePolicy policy, List<? extends StoredCandidate> variants,
			boolean paused, long now) {
		return decide(request, policy, variants, paused, 0, now);
	}

	/**
	 * Decides before the network.
	 * @param request a request that {@link #bypass} let in
	 * @param policy the rules
	 * @param variants what is stored under its key, newest first
	 * @param paused whether the origin failed so recently that it is not asked while a
	 * stale response can stand in
	 * @param allowedStale how many milliseconds after its freshness a response may answer
	 * because somebody allowed it by hand, 0 for none
	 * @param now epoch milliseconds
	 * @return the decision
	 */
	public RequestDecision decide(CacheRequest request, CachePolicy policy, List<? extends StoredCandidate> variants,
			boolean paused, long allowedStale, long now) {
		StoredCandidate selected = VarySelection.select(request, policy, variants);
		boolean only = request.onlyIfCached() || this.offline;
		if (selected == null || request.directives().noStore() || !canServe(request, selected)) {
			return only ? new RequestDecision.Unsatisfiable() : this.fetching.miss(request, policy, variants, selected);
		}
		ResponseFacts facts = selected.facts();
		long expires = Freshness.expiresAt(facts, selected.status(), policy, request.options().ttl());
		boolean fresh = now < expires && !facts.expired();
		long age = Freshness.currentAge(facts, now);
		boolean acceptable = acceptsAge(request, age) && !this.staleness.alwaysValidates(facts, policy);
		if (fresh && acceptable && hasFreshnessLeft(request, expires, now)) {
			boolean refresh = policy.refreshAhead() > 0 && !only && isLate(facts, policy, expires, now);
			return serve(request, selected, CacheOutcome.HIT, age, expires, now, refresh ? this.fetching.fetch(request,
					policy, ForwardReason.STALE, variants, selected, expires, 0, null, false) : null);
		}
		if (!fresh && acceptable && acceptsStale(request, policy, facts, expires, now)) {
			return serve(request, selected, CacheOutcome.STALE, age, expires, now, null);
		}
		boolean staleWillDo = !fresh && acceptable && !facts.expired()
				&& request.directives().minFresh() == CacheControl.ABSENT;
		if (staleWillDo && !only && now - expires < this.staleness.whileRevalidate(facts, policy)) {
			return serve(request, selected, CacheOutcome.STALE, age, expires, now, this.fetching.fetch(request, policy,
					ForwardReason.STALE, variants, selected, expires, 0, null, false));
		}
		if (staleWillDo && now - expires < this.staleness.ifAllowed(facts, policy, allowedStale)) {
			return serve(
					request, selected, CacheOutcome.STALE, age, expires, now, only ? null : this.fetching.fetch(request,
							policy, ForwardReason.STALE, variants, selected, expires, 0, null, false),
					CacheReason.OUTAGE);
		}
		if (only) {
			return (!fresh && request.options().staleIfError() != null
					&& now < this.fetching.standInUntil(request, policy, selected, expires, 0))
							? serve(request, selected, CacheOutcome.STALE, age, expires, now, null)
							: new RequestDecision.Unsatisfiable();
		}
		ForwardReason forward = fresh ? ForwardReason.REQUEST : ForwardReason.STALE;
		RequestDecision.Fetch fetch = this.fetching.fetch(request, policy, forward, variants, selected, expires,
				allowedStale, null, !request.demandsValidation() && request.directives().maxAge() != 0);
		if (paused && fetch.standIn() != null && now < fetch.standInUntil()) {
			return serve(request, selected, CacheOutcome.STALE_IF_ERROR, age, expires, now, null);
		}
		return staleWillDo ? fetch.with(this.fetching.patience(policy, selected, expires, now)) : fetch;
	}

	/**
	 * Decides after the network.
	 * @param fetch the decision that led there
	 * @param origin the head of the answer
	 * @return the decision
	 */
	public ResponseDecision resolve(RequestDecision.Fetch fetch, OriginResponse origin) {
		CacheRequest request = fetch.request();
		if (origin.status() == 304 && !fetch.conditions().lines().isEmpty()) {
			StoredCandidate confirmed = Validation.confirmed(fetch.validated(), origin.fields());
			if (confirmed != null) {
				return this.storing.freshen(fetch, confirmed, origin);
			}
			return request.conditional() ? new ResponseDecision.PassThrough(CacheReason.STATUS, Invalidation.NONE)
					: new ResponseDecision.FetchAgain(fetch.unconditional());
		}
		if (fetch.policy().errorStatuses().contains(origin.status())) {
			ResponseDecision stale = failed(fetch, origin.responseTime());
			if (stale instanceof ResponseDecision.ServeStale) {
				return stale;
			}
		}
		if (request.isHead()) {
			return this.storing.resolveHead(fetch, origin);
		}
		return this.storing.store(fetch, origin);
	}

	/**
	 * Decides after a fetch that brought no answer, or only a part of one.
	 * @param fetch the decision that led there
	 * @param now epoch milliseconds
	 * @return {@code ServeStale}, or {@code PassThrough} to hand the failure on
	 */
	public ResponseDecision failed(RequestDecision.Fetch fetch, long now) {
		StoredCandidate standIn = fetch.standIn();
		if (standIn == null || now >= fetch.standInUntil()) {
			return new ResponseDecision.PassThrough(null, Invalidation.NONE);
		}
		return serveStale(fetch, standIn, CacheReason.STALE_IF_ERROR, now);
	}

	/**
	 * Decides when the patience of a fetch has ended before its answer came.
	 * @param fetch the decision that led there
	 * @param now epoch milliseconds
	 * @return the answer meanwhile, or {@code null} to wait on
	 */
	public ResponseDecision.@Nullable ServeStale late(RequestDecision.Fetch fetch, long now) {
		RequestDecision.Patience patience = fetch.patience();
		return (patience != null && now < patience.until())
				? serveStale(fetch, patience.standIn(), CacheReason.SOFT_TIMEOUT, now) : null;
	}

	private static ResponseDecision.ServeStale serveStale(RequestDecision.Fetch fetch, StoredCandidate standIn,
			CacheReason reason, long now) {
		long expires = Freshness.expiresAt(standIn.facts(), standIn.status(), fetch.policy(),
				fetch.request().options().ttl());
		return new ResponseDecision.ServeStale(standIn, Validation.rendition(fetch.request(), standIn),
				Freshness.currentAge(standIn.facts(), now) / 1000, Math.min(secondsLeft(expires, now), -1), reason);
	}

	/**
	 * Decides whether the answer to a POST may serve later GETs (RFC 9110 §9.3.3): it
	 * says that it is what its own URI stands for, and for how long.
	 * @param get the later GET
	 * @param policy the rules
	 * @param origin the head of the answer
	 * @return how to store it, or {@code null}
	 */
	public ResponseDecision.@Nullable Store represent(CacheRequest get, CachePolicy policy, OriginResponse origin) {
		if (origin.status() != 200 || !Invalidations.isRepresentation(get.uri(), origin.fields())) {
			return null;
		}
		ResponseDecision decision = this.storing
			.store(this.fetching.fetch(get, policy, ForwardReason.METHOD, List.of(), null, 0, 0, null, false), origin);
		return (decision instanceof ResponseDecision.Store store && store.facts().originLifetime() > 0) ? store : null;
	}

	/**
	 * What the answer to a request that passed by the cache makes invalid.
	 * @param request the request
	 * @param status the status of the answer
	 * @param fields its fields
	 * @return what to invalidate
	 */
	public Invalidation invalidation(CacheRequest request, int status, Fields fields) {
		return Invalidations.of(request, status, fields);
	}

	/**
	 * What tells requests of one key apart, as far as the stored variants show.
	 * @param request the request
	 * @param variants what is stored under its key, newest first
	 * @return the normalised values of the selecting fields
	 */
	public List<String> selecting(CacheRequest request, List<? extends StoredCandidate> variants) {
		return variants.isEmpty() ? List.of()
				: VarySelection.values(variants.get(0).facts().varyNames(), request.fields());
	}

	/**
	 * Whether a request selects a response (RFC 9111 §4.1).
	 * @param request the request
	 * @param facts the response
	 * @return {@code true} when it may be the answer
	 */
	public boolean selects(CacheRequest request, ResponseFacts facts) {
		return VarySelection.matches(facts, request.fields());
	}

	private static boolean canServe(CacheRequest request, StoredCandidate selected) {
		if (request.originConditional()) {
			return false;
		}
		// A range that is not readable is the origin's to judge; of a stored error there
		// are no parts (RFC 9110 §14.2)
		return request.range() == null || !request.method().equals("GET")
				|| (selected.status() == 200 && ByteRange.parse(request.range()) != null);
	}

	/** RFC 9111 §5.2.1.1, §5.2.1.4. */
	private static boolean acceptsAge(CacheRequest request, long age) {
		if (request.demandsValidation()) {
			return false;
		}
		long maxAge = request.directives().maxAge();
		return maxAge == CacheControl.ABSENT || (maxAge > 0 && age <= maxAge * 1000);
	}

	/** RFC 9111 §5.2.1.3. */
	private static boolean hasFreshnessLeft(CacheRequest request, long expires, long now) {
		long minFresh = request.directives().minFresh();
		return minFresh == CacheControl.ABSENT || expires - now >= minFresh * 1000;
	}

	/** RFC 9111 §5.2.1.2, and §4.2.4 for a cache that is disconnected. */
	private boolean acceptsStale(CacheRequest request, CachePolicy policy, ResponseFacts facts, long expires,
			long now) {
		if (this.staleness.isForbidden(facts, policy)) {
			return false;
		}
		if (this.offline) {
			return true;
		}
		long maxStale = request.directives().maxStale();
		return maxStale != CacheControl.ABSENT && !facts.expired()
				&& (maxStale > Long.MAX_VALUE / 1000 || now - expires <= maxStale * 1000);
	}

	private static boolean isLate(ResponseFacts facts, CachePolicy policy, long expires, long now) {
		long lifetime = expires - facts.responseTime();
		return now - facts.responseTime() >= lifetime * policy.refreshAhead();
	}

	private static RequestDecision.Serve serve(CacheRequest request, StoredCandidate selected, CacheOutcome outcome,
			long age, long expires, long now, RequestDecision.@Nullable Fetch refresh) {
		return serve(request, selected, outcome, age, expires, now, refresh, null);
	}

	private static RequestDecision.Serve serve(CacheRequest request, StoredCandidate selected, CacheOutcome outcome,
			long age, long expires, long now, RequestDecision.@Nullable Fetch refresh, @Nullable CacheReason detail) {
		long ttl = secondsLeft(expires, now);
		return new RequestDecision.Serve(selected, outcome, Validation.rendition(request, selected), age / 1000,
				(outcome == CacheOutcome.HIT) ? ttl : Math.min(ttl, -1), refresh, detail);
	}

	private static long secondsLeft(long expires, long now) {
		return Math.floorDiv(expires - now, 1000L);
	}

}
