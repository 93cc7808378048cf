package io.httpcache.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.http.ByteRange;
import io.httpcache.http.CacheControl;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;

/**
 * RFC 9111 as two questions: what to do with a request before the network, and what with
 * an answer after it. Pure: everything it needs is an argument, the time included (epoch
 * milliseconds). Safe for use by several threads.
 */
public final class CacheEngine {

	/** How long a stale response is kept for the sake of its validator. */
	static final long VALIDATION_MARGIN = 24 * 60 * 60 * 1000L;

	private final boolean offline;

	private final boolean readOnly;

	private final Staleness staleness;

	private final Storability storability;

	private final FactsReader facts;

	/**
	 * An engine.
	 * @param mode whose cache it is
	 * @param offline whether nothing is ever fetched
	 * @param readOnly whether nothing is ever stored
	 */
	public CacheEngine(CacheMode mode, boolean offline, boolean readOnly) {
		this.offline = offline;
		this.readOnly = readOnly;
		this.staleness = new Staleness(mode);
		this.storability = new Storability(mode);
		this.facts = new FactsReader(mode);
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
		StoredCandidate selected = select(request, variants);
		boolean only = request.onlyIfCached() || this.offline;
		if (selected == null || request.directives().noStore() || !canServe(request, selected)) {
			return only ? new RequestDecision.Unsatisfiable() : miss(request, policy, variants, selected);
		}
		ResponseFacts facts = selected.facts();
		long expires = Freshness.expiresAt(facts, selected.status(), policy, request.options().ttl());
		boolean fresh = now < expires && !facts.expired();
		long age = Freshness.currentAge(facts, now);
		boolean acceptable = acceptsAge(request, age) && !this.staleness.alwaysValidates(facts, policy);
		if (fresh && acceptable && hasFreshnessLeft(request, expires, now)) {
			boolean refresh = policy.refreshAhead() > 0 && !only && isLate(facts, policy, expires, now);
			return serve(request, selected, CacheOutcome.HIT, age, expires, now,
					refresh ? fetch(request, policy, ForwardReason.STALE, variants, selected, expires, 0, null, false)
							: null);
		}
		if (!fresh && acceptable && acceptsStale(request, policy, facts, expires, now)) {
			return serve(request, selected, CacheOutcome.STALE, age, expires, now, null);
		}
		// No answer before its time: stale is what this request does not exclude
		boolean stale = !fresh && acceptable && !facts.expired()
				&& request.directives().minFresh() == CacheControl.ABSENT;
		if (stale && !only && now - expires < this.staleness.whileRevalidate(facts, policy)) {
			return serve(request, selected, CacheOutcome.STALE, age, expires, now,
					fetch(request, policy, ForwardReason.STALE, variants, selected, expires, 0, null, false));
		}
		if (stale && now - expires < this.staleness.ifAllowed(facts, policy, allowedStale)) {
			return serve(request, selected, CacheOutcome.STALE, age, expires, now, only ? null
					: fetch(request, policy, ForwardReason.STALE, variants, selected, expires, 0, null, false),
					CacheReason.OUTAGE);
		}
		if (only) {
			return (!fresh && request.options().staleIfError() != null
					&& now < standInUntil(request, policy, selected, expires, 0))
							? serve(request, selected, CacheOutcome.STALE, age, expires, now, null)
							: new RequestDecision.Unsatisfiable();
		}
		ForwardReason forward = fresh ? ForwardReason.REQUEST : ForwardReason.STALE;
		RequestDecision.Fetch fetch = fetch(request, policy, forward, variants, selected, expires, allowedStale, null,
				!request.demandsValidation() && request.directives().maxAge() != 0);
		if (stale) {
			fetch = fetch.with(patience(policy, selected, expires, now));
		}
		if (paused && fetch.standIn() != null && now < fetch.standInUntil()) {
			return serve(request, selected, CacheOutcome.STALE_IF_ERROR, age, expires, now, null);
		}
		return fetch;
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
				return freshen(fetch, confirmed, origin);
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
			return resolveHead(fetch, origin);
		}
		return store(fetch, origin);
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

	private RequestDecision.@Nullable Patience patience(CachePolicy policy, StoredCandidate selected, long expires,
			long now) {
		long window = this.staleness.ifSlow(selected.facts(), policy);
		return (now - expires < window)
				? new RequestDecision.Patience(Freshness.millis(policy.softTimeout()), selected, expires + window)
				: null;
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
		ResponseDecision decision = store(fetch(get, policy, ForwardReason.METHOD, List.of(), null, 0, 0, null, false),
				origin);
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

	private static @Nullable StoredCandidate select(CacheRequest request, List<? extends StoredCandidate> variants) {
		for (int i = 0; i < variants.size(); i++) {
			StoredCandidate variant = variants.get(i);
			if ((request.isHead() || !variant.method().equals("HEAD"))
					&& VarySelection.matches(variant.facts(), request.fields())) {
				return variant;
			}
		}
		return null;
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

	private RequestDecision.Fetch miss(CacheRequest request, CachePolicy policy,
			List<? extends StoredCandidate> variants, @Nullable StoredCandidate selected) {
		if (request.directives().noStore()) {
			return fetch(request, policy, ForwardReason.REQUEST, List.of(), null, 0, 0, CacheReason.REQUEST_NO_STORE,
					false);
		}
		if (request.range() != null) {
			return fetch(request, policy, ForwardReason.PARTIAL, List.of(), null, 0, 0, null, false);
		}
		if (selected != null) {
			return fetch(request, policy, ForwardReason.REQUEST, List.of(), null, 0, 0, null, false);
		}
		boolean collapsible = !request.demandsValidation() && !request.conditional() && !request.originConditional()
				&& request.directives().maxAge() != 0;
		return fetch(request, policy, variants.isEmpty() ? ForwardReason.URI_MISS : ForwardReason.VARY_MISS, variants,
				null, 0, 0, null, collapsible);
	}

	private RequestDecision.Fetch fetch(CacheRequest request, CachePolicy policy, ForwardReason forward,
			List<? extends StoredCandidate> variants, @Nullable StoredCandidate selected, long expires,
			long allowedStale, @Nullable CacheReason refusal, boolean collapsible) {
		CacheReason refused = (refusal != null) ? refusal : refusal(request);
		FieldLines conditions = FieldLines.NONE;
		List<StoredCandidate> validated = List.of();
		if (!request.demandsWhole() && request.range() == null && !request.originConditional()) {
			validated = validated(request, variants, selected);
			conditions = request.isHead() ? FieldLines.NONE : Validation.conditions(validated, selected, request);
		}
		long until = (selected != null) ? standInUntil(request, policy, selected, expires, allowedStale) : 0;
		return new RequestDecision.Fetch(request, policy, forward, conditions, validated,
				(until > expires) ? selected : null, until, null, refused,
				collapsible && !request.conditional() && request.range() == null && refused == null);
	}

	private @Nullable CacheReason refusal(CacheRequest request) {
		if (this.readOnly) {
			return CacheReason.READ_ONLY;
		}
		return request.directives().noStore() ? CacheReason.REQUEST_NO_STORE : null;
	}

	/** RFC 9111 §4.3.1: all variants may be named, if the request may use them. */
	private static List<StoredCandidate> validated(CacheRequest request, List<? extends StoredCandidate> variants,
			@Nullable StoredCandidate selected) {
		if (variants.isEmpty() || request.directives().noStore()) {
			return List.of();
		}
		return variants.stream()
			.filter((variant) -> !variant.method().equals("HEAD"))
			.filter((variant) -> variant == selected || (!request.isHead() && variant.fields().contains("ETag")))
			.<StoredCandidate>map((variant) -> variant)
			.toList();
	}

	private long standInUntil(CacheRequest request, CachePolicy policy, StoredCandidate selected, long expires,
			long allowedStale) {
		boolean asked = request.options().staleIfError() != null
				|| request.directives().staleIfError() != CacheControl.ABSENT;
		if (request.demandsValidation() && !asked) {
			return 0;
		}
		long window = Math.max(this.staleness.ifError(selected.facts(), policy, request),
				this.staleness.ifAllowed(selected.facts(), policy, allowedStale));
		return (window > 0) ? expires + window : 0;
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

	private ResponseDecision freshen(RequestDecision.Fetch fetch, StoredCandidate confirmed, OriginResponse origin) {
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

	private ResponseDecision resolveHead(RequestDecision.Fetch fetch, OriginResponse origin) {
		if (fetch.validated().isEmpty() || origin.status() != 200) {
			return store(fetch, origin);
		}
		// RFC 9111 §4.3.5
		StoredCandidate stored = fetch.validated().get(0);
		return Validation.describes(origin.fields(), stored) ? freshen(fetch, stored, origin)
				: new ResponseDecision.PassThrough(CacheReason.INVALIDATED,
						new Invalidation(List.of(fetch.request().uri()), List.of()));
	}

	private ResponseDecision store(RequestDecision.Fetch fetch, OriginResponse origin) {
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
