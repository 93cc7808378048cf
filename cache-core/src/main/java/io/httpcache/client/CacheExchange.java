package io.httpcache.client;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;

import io.httpcache.CacheEvent;
import io.httpcache.CacheOptions;
import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.ForwardReason;
import io.httpcache.engine.Invalidation;
import io.httpcache.engine.OriginResponse;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.http.Uris;
import io.httpcache.route.KeyBody;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;

/**
 * One request on its way through the cache: everything that a driver does but I/O. Used
 * by one thread at a time.
 */
public final class CacheExchange implements AnsweredRequest {

	private static final Log logger = LogFactory.getLog("io.httpcache.requests");

	/** After this long without freshness to share, identical requests may wait again. */
	private static final long HIT_FOR_MISS_MILLIS = 120_000;

	private static final CompletableFuture<Void> NOTHING_TO_DO = CompletableFuture.completedFuture(null);

	private final CacheRuntime cache;

	private final HttpRequest wire;

	private final CacheRequest request;

	private final Route route;

	private final String uri;

	private final @Nullable CacheKey key;

	private final @Nullable CacheReason bypass;

	private final long started = System.nanoTime();

	private final @Nullable String clientPartition;

	private StoreLookup lookup = StoreLookup.UNAVAILABLE;

	private long landings;

	private Flights.@Nullable Id flightId;

	private @Nullable Flight leading;

	/** The fields of the origin's answer, read once. */
	private @Nullable HeaderFields origin;

	private boolean collapsed;

	private @Nullable OriginResponse head;

	private @Nullable StoredResponse response;

	private @Nullable Observation observation;

	private CacheOutcome outcome = CacheOutcome.BYPASS;

	private @Nullable CacheReason reason;

	private int status;

	private long nanos;

	private CacheObserver.@Nullable RefreshTrigger trigger;

	private CacheObserver.RefreshResult refreshResult = CacheObserver.RefreshResult.NOT_STORED;

	private CacheExchange(CacheRuntime cache, HttpRequest wire, CacheRequest request, Route route, String uri,
			@Nullable CacheKey key, @Nullable CacheReason bypass, @Nullable String clientPartition) {
		this.cache = cache;
		this.wire = wire;
		this.request = request;
		this.route = route;
		this.uri = uri;
		this.key = key;
		this.bypass = bypass;
		this.clientPartition = clientPartition;
	}

	/**
	 * Begins an exchange.
	 * @param cache the cache
	 * @param wire the request as it goes on the wire
	 * @param uri the URI to key it by
	 * @param body the request body
	 * @param position why the cache stands aside whatever the request is, or {@code null}
	 * @param threadBound whether the calling thread is the one that asked for options
	 * @param clientPartition the partition of the client, or {@code null} for that of all
	 * others
	 * @return the exchange
	 */
	public static CacheExchange begin(CacheRuntime cache, HttpRequest wire, URI uri, byte[] body,
			@Nullable CacheReason position, boolean threadBound, @Nullable String clientPartition) {
		Route route = cache.routes.match(uri);
		RequestCacheOptions options = RequestCacheOptions.resolve(wire.getAttributes().get(CacheOptions.ATTRIBUTE),
				threadBound);
		KeyedBody keyed = KeyedBody.of(wire, route, body);
		CacheRequest request = CacheRequest.read(wire.getMethod().name(), uri,
				HeaderFields.ofRequest(wire.getHeaders()), keyed.bytes() != null, options);
		String keyUri = cache.keys.uri(uri, route);
		CacheReason bypass = (position != null) ? position : cache.engine.bypass(request, route.policy());
		if (bypass == null || (bypass == CacheReason.METHOD && route.keyBody() != KeyBody.NONE)) {
			bypass = (keyed.refusal() != null) ? keyed.refusal() : bypass;
		}
		if (bypass == null && cache.keys.hasOneTimeCredential(request, route)) {
			bypass = CacheReason.CREDENTIAL;
		}
		CacheKey key = null;
		if (bypass == null) {
			key = cache.keys.key(keyUri, request, route, wire, keyed, clientPartition);
			bypass = (key == null) ? CacheReason.PARTITION : null;
		}
		return new CacheExchange(cache, wire, request, route, keyUri, key, bypass, clientPartition);
	}

	/**
	 * The exchange of a later GET that the answer to this POST may serve. Its ticket is
	 * to be taken before the POST is sent.
	 * @return the exchange, or {@code null} when this is no such request
	 */
	public @Nullable CacheExchange representation() {
		if (this.bypass != CacheReason.METHOD || !this.request.method().equals("POST")
				|| !this.route.policy().methods().contains("GET")) {
			return null;
		}
		CacheRequest get = this.request.asGet();
		if (this.cache.keys.hasOneTimeCredential(get, this.route)) {
			return null;
		}
		CacheKey getKey = this.cache.keys.key(this.uri, get, this.route, this.wire, KeyedBody.NONE,
				this.clientPartition);
		return (getKey != null) ? new CacheExchange(this.cache, this.wire, get, this.route, this.uri, getKey, null,
				this.clientPartition) : null;
	}

	/**
	 * Decides whether the answer to a POST may serve later GETs.
	 * @param status the status of the answer
	 * @param headers its headers
	 * @param requestTime when the POST was sent, in epoch milliseconds
	 * @return how to store it, or {@code null}
	 */
	public ResponseDecision.@Nullable Store represent(int status, HttpHeaders headers, long requestTime) {
		ResponseDecision.Store decision = this.cache.engine.represent(this.request, this.route.policy(),
				new OriginResponse(status, HeaderFields.ofResponse(headers), requestTime, this.cache.now()));
		return (decision != null && mayStore(status, headers)) ? decision : null;
	}

	/**
	 * Sets the look-up under whose ticket to store.
	 * @param lookup the look-up
	 */
	public void storeUnder(StoreLookup lookup) {
		this.lookup = lookup;
	}

	/**
	 * Whether the body of a request is part of its key, so that it must be known before
	 * the exchange begins.
	 * @param cache the cache
	 * @param uri the URI to key the request by
	 * @return {@code true} when it is
	 */
	public static boolean keysBody(CacheRuntime cache, URI uri) {
		return cache.routes.match(uri).keyBody() != KeyBody.NONE;
	}

	/**
	 * Why the cache stands aside.
	 * @return the reason, or {@code null} when it acts
	 */
	public @Nullable CacheReason bypass() {
		return this.bypass;
	}

	/**
	 * Looks the key up.
	 * @return what is stored
	 */
	public StoreLookup lookUp() {
		this.landings = this.cache.flights.landings();
		return this.cache.store.find(requiredKey());
	}

	/**
	 * Looks the key up without blocking.
	 * @return what is stored, to come
	 */
	public CompletableFuture<StoreLookup> lookUpAsync() {
		this.landings = this.cache.flights.landings();
		return this.cache.store.findAsync(requiredKey());
	}

	private CacheKey requiredKey() {
		if (this.key == null) {
			throw new IllegalStateException("A request that passes by has no key");
		}
		return this.key;
	}

	/**
	 * Decides before the network.
	 * @param lookup what is stored
	 * @return the decision
	 */
	public RequestDecision decide(StoreLookup lookup) {
		this.lookup = lookup;
		long now = this.cache.now();
		return this.cache.engine.decide(this.request, this.route.policy(), lookup.variants(),
				this.cache.paused.contains(requiredKey(), now), now);
	}

	/**
	 * Joins or leads a fetch, where identical requests may share one.
	 * @param fetch the decision
	 * @return the flight to wait for, or {@code null} to do the fetch
	 */
	public @Nullable Flight joinFlight(RequestDecision.Fetch fetch) {
		if (!fetch.collapsible() || !this.route.collapse() || this.collapsed) {
			return null;
		}
		Flights.Id id = new Flights.Id(requiredKey(), this.request.method(),
				this.cache.engine.selecting(this.request, this.lookup.variants()));
		if (this.cache.uncollapsed.contains(id, this.cache.now())) {
			return null;
		}
		this.flightId = id;
		Flights.Boarding boarding = this.cache.flights.board(id, this.lookup.ticket(), this.landings);
		if (boarding.leader()) {
			this.leading = boarding.flight();
			return null;
		}
		// Each waits once
		this.collapsed = true;
		return boarding.flight();
	}

	/**
	 * Whether a flight will land with an answer for this request.
	 * @param facts what its head says
	 * @return {@code false} to leave it
	 */
	public boolean isServedBy(io.httpcache.engine.ResponseFacts facts) {
		return this.cache.engine.selects(this.request, facts);
	}

	/**
	 * Decides again with the answer of the flight that this request waited for.
	 * @param landed the response, or {@code null} when there is none to share
	 * @return the decision; {@code Serve} of what landed is a collapsed answer
	 */
	public RequestDecision decideAfterWaiting(@Nullable StoredResponse landed) {
		List<StoredResponse> variants = (landed != null) ? List.of(landed) : this.lookup.variants();
		long now = this.cache.now();
		return this.cache.engine.decide(this.request, this.route.policy(), variants,
				this.cache.paused.contains(requiredKey(), now), now);
	}

	/**
	 * Decides after the network.
	 * @param fetch the decision before
	 * @param status the status of the answer
	 * @param headers its headers
	 * @param requestTime when the request was sent, in epoch milliseconds
	 * @return the decision
	 */
	public ResponseDecision resolve(RequestDecision.Fetch fetch, int status, HttpHeaders headers, long requestTime) {
		long now = this.cache.now();
		HeaderFields fields = fields(headers);
		if (this.route.policy().errorStatuses().contains(status)) {
			pause(Pauses.after(fields, now), now);
		}
		OriginResponse answer = new OriginResponse(status, fields, requestTime, now);
		this.head = answer;
		ResponseDecision decision = this.cache.engine.resolve(fetch, answer);
		if (decision instanceof ResponseDecision.Store store) {
			if (!mayStore(status, headers)) {
				decision = new ResponseDecision.PassThrough(CacheReason.FILTERED, store.invalidation());
			}
			else {
				approach(store);
			}
		}
		Defeats.report(this.cache, this.route, this.request, decision);
		if (this.trigger != null && (status == 401 || status == 403)) {
			// Nobody asked with this credential now: the entry stays as it is
			this.refreshResult = CacheObserver.RefreshResult.REFUSED;
			return new ResponseDecision.PassThrough(null, Invalidation.NONE);
		}
		return decision;
	}

	private void approach(ResponseDecision.Store decision) {
		Flight flight = this.leading;
		if (flight != null) {
			flight.approach(decision.facts());
		}
	}

	private HeaderFields fields(HttpHeaders headers) {
		HeaderFields fields = this.origin;
		if (fields == null || !fields.isOf(headers)) {
			fields = HeaderFields.ofResponse(headers);
			this.origin = fields;
		}
		return fields;
	}

	private boolean mayStore(int status, HttpHeaders headers) {
		for (var filter : this.cache.filters) {
			try {
				if (!filter.mayStore(this.wire, status, headers)) {
					return false;
				}
			}
			catch (RuntimeException ex) {
				this.cache.warnings.warn("filter", "A CacheStorageFilter failed; the response is not stored", ex);
				return false;
			}
		}
		return true;
	}

	/**
	 * Decides after a fetch that failed, or whose body did.
	 * @param fetch the decision before
	 * @return {@code ServeStale} or {@code PassThrough}
	 */
	public ResponseDecision failed(RequestDecision.Fetch fetch) {
		long now = this.cache.now();
		pause(now + Pauses.DEFAULT_MILLIS, now);
		this.refreshResult = CacheObserver.RefreshResult.FAILED;
		return this.cache.engine.failed(fetch, now);
	}

	private void pause(long until, long now) {
		if (this.key != null) {
			this.cache.paused.remember(this.key, until, now);
		}
	}

	/**
	 * The stored form of a whole response.
	 * @param decision the decision to store
	 * @param status the status
	 * @param body the whole body
	 * @return the response to store
	 */
	public StoredResponse toStore(ResponseDecision.Store decision, int status, byte[] body) {
		Set<String> tags = this.route.tags();
		if (!this.request.options().tags().isEmpty() || !decision.groups().isEmpty()) {
			tags = new HashSet<>(tags);
			tags.addAll(this.request.options().tags());
			tags.addAll(decision.groups());
		}
		StoredResponse stored = new StoredResponse(this.request.method(), status, decision.fields(), body,
				decision.facts(), decision.keepUntil(), this.route.name(), tags);
		this.response = stored;
		return stored;
	}

	/**
	 * Stores a response and gives it to those who wait.
	 * @param response the response
	 * @return whether it was stored
	 */
	public boolean store(StoredResponse response) {
		boolean stored = this.cache.store.put(requiredKey(), this.lookup.ticket(), response, this.route.maxVariants());
		landed(response, stored);
		return stored;
	}

	/**
	 * Stores a response without blocking and gives it to those who wait.
	 * @param response the response
	 * @return whether it was stored, to come
	 */
	public CompletableFuture<Boolean> storeAsync(StoredResponse response) {
		return this.cache.store.putAsync(requiredKey(), this.lookup.ticket(), response, this.route.maxVariants())
			.whenComplete((stored, failure) -> landed(response, Boolean.TRUE.equals(stored)));
	}

	/**
	 * The stored form of a confirmed response.
	 * @param decision the decision to freshen
	 * @return the response with its fields updated
	 */
	public StoredResponse freshened(ResponseDecision.Freshen decision) {
		return ((StoredResponse) decision.before()).freshened(decision.fields(), decision.facts(),
				decision.keepUntil());
	}

	/**
	 * Writes the update of a confirmed response and gives it to those who wait.
	 * @param decision the decision to freshen
	 * @param after the updated response
	 * @return whether it was stored
	 */
	public boolean freshen(ResponseDecision.Freshen decision, StoredResponse after) {
		StoredResponse before = (StoredResponse) decision.before();
		boolean stored = decision.update() && (isSelectedAlike(before, after)
				? this.cache.store.freshen(requiredKey(), this.lookup.ticket(), before, after)
				: this.cache.store.put(requiredKey(), this.lookup.ticket(), after, this.route.maxVariants()));
		confirmed(after, stored);
		return stored;
	}

	/**
	 * Writes the update of a confirmed response without blocking and gives it to those
	 * who wait.
	 * @param decision the decision to freshen
	 * @param after the updated response
	 * @return whether it was stored, to come
	 */
	public CompletableFuture<Boolean> freshenAsync(ResponseDecision.Freshen decision, StoredResponse after) {
		if (!decision.update()) {
			confirmed(after, false);
			return CompletableFuture.completedFuture(false);
		}
		StoredResponse before = (StoredResponse) decision.before();
		CompletableFuture<Boolean> written = isSelectedAlike(before, after)
				? this.cache.store.freshenAsync(requiredKey(), this.lookup.ticket(), before, after)
				: this.cache.store.putAsync(requiredKey(), this.lookup.ticket(), after, this.route.maxVariants());
		return written.whenComplete((stored, failure) -> confirmed(after, Boolean.TRUE.equals(stored)));
	}

	/**
	 * Where the origin chose a variant that was stored for other request fields, both
	 * selections stay.
	 */
	private static boolean isSelectedAlike(StoredResponse before, StoredResponse after) {
		return before.facts().varyValues().equals(after.facts().varyValues())
				&& before.facts().varyNames().equals(after.facts().varyNames());
	}

	private void confirmed(StoredResponse after, boolean stored) {
		landed(after, stored);
		this.refreshResult = CacheObserver.RefreshResult.CONFIRMED;
	}

	private void landed(StoredResponse response, boolean stored) {
		this.cache.paused.forget(requiredKey());
		this.refreshResult = stored ? CacheObserver.RefreshResult.STORED : CacheObserver.RefreshResult.NOT_STORED;
		if (this.flightId != null && stored) {
			this.cache.uncollapsed.forget(this.flightId);
		}
		Flight flight = this.leading;
		if (flight != null) {
			// What an invalidation overtook is still the answer to who waited before it
			flight.land(response);
			endFlight();
		}
	}

	/**
	 * Ends the flight that this request leads, if any: nobody waits for it any more. Must
	 * be called on every way out.
	 */
	public void endFlight() {
		// A caller that cancels and the answer that arrives may both end it
		Flight flight = this.leading;
		if (flight != null && this.flightId != null) {
			this.leading = null;
			this.cache.flights.end(this.flightId, flight);
		}
	}

	/**
	 * The flight that this request leads.
	 * @return the flight, or {@code null} when nobody can wait for its answer
	 */
	public @Nullable Flight leading() {
		return this.leading;
	}

	/**
	 * The answer cannot be shared: who waits goes on, and who comes soon does not wait.
	 */
	public void releaseWaiters() {
		if (this.leading != null && this.flightId != null) {
			long now = this.cache.now();
			this.cache.uncollapsed.remember(this.flightId, now + HIT_FOR_MISS_MILLIS, now);
		}
		endFlight();
	}

	/**
	 * What the answer to a request that passed by makes invalid.
	 * @param status the status of the answer
	 * @param headers its headers
	 * @return what to invalidate
	 */
	public Invalidation invalidation(int status, HttpHeaders headers) {
		return this.request.isSafe() ? Invalidation.NONE
				: this.cache.engine.invalidation(this.request, status, HeaderFields.ofResponse(headers));
	}

	/**
	 * Invalidates. In force when the method returns.
	 * @param invalidation what to invalidate
	 */
	public void invalidate(Invalidation invalidation) {
		if (!invalidation.isEmpty()) {
			for (URI target : invalidation.uris()) {
				this.cache.store.invalidate(keyUri(target));
			}
			scopes(invalidation).forEach(this.cache.store::evict);
		}
	}

	/**
	 * Invalidates without blocking.
	 * @param invalidation what to invalidate
	 * @return completed when it is in force
	 */
	public CompletableFuture<Void> invalidateAsync(Invalidation invalidation) {
		if (invalidation.isEmpty()) {
			return NOTHING_TO_DO;
		}
		CompletableFuture<?>[] all = java.util.stream.Stream
			.concat(invalidation.uris().stream().map((target) -> this.cache.store.invalidateAsync(keyUri(target))),
					scopes(invalidation).stream().map(this.cache.store::evictAsync))
			.toArray(CompletableFuture[]::new);
		return CompletableFuture.allOf(all);
	}

	private String keyUri(URI target) {
		return target.equals(this.request.uri()) ? this.uri
				: this.cache.keys.uri(target, this.cache.routes.match(target));
	}

	private List<EvictionScope> scopes(Invalidation invalidation) {
		if (invalidation.isEmpty()) {
			return List.of();
		}
		List<EvictionScope> scopes = new java.util.ArrayList<>(this.cache.evicts(this.route));
		invalidation.tags().forEach((tag) -> scopes.add(new EvictionScope.Tag(tag)));
		return scopes;
	}

	/**
	 * The body limit for reading ahead.
	 * @return bytes
	 */
	public long maxBody() {
		return this.route.policy().maxEntrySize();
	}

	/**
	 * The answer to a request that a stored response serves.
	 * @param decision the decision
	 * @return the response to hand on
	 */
	public ServedResponse served(RequestDecision.Serve decision) {
		StoredResponse stored = (StoredResponse) decision.response();
		StatusField status = (decision.outcome() == CacheOutcome.STALE_IF_ERROR)
				? StatusField.forwarded(this.cache.name, CacheOutcome.STALE_IF_ERROR, ForwardReason.STALE, 0, false,
						CacheReason.STALE_IF_ERROR)
				: StatusField.hit(this.cache.name, decision.outcome(), decision.ttl());
		return answer(stored, decision.rendition(), decision.age(), status, null);
	}

	/**
	 * The answer to a request that shares another one's.
	 * @param decision the decision with what landed
	 * @param fetch what it would have done
	 * @return the response to hand on
	 */
	public ServedResponse collapsed(RequestDecision.Serve decision, RequestDecision.Fetch fetch) {
		if (decision.outcome() == CacheOutcome.STALE_IF_ERROR) {
			return served(decision);
		}
		return answer((StoredResponse) decision.response(), decision.rendition(), decision.age(),
				StatusField.forwarded(this.cache.name, CacheOutcome.COLLAPSED, fetch.forward(), 0, false, null), null);
	}

	/**
	 * The answer with a stale response in the place of a failure.
	 * @param decision the decision
	 * @param originStatus the status of the origin's answer, or 0 when there was none
	 * @return the response to hand on
	 */
	public ServedResponse stale(ResponseDecision.ServeStale decision, int originStatus) {
		endFlight();
		StatusField status = StatusField.forwarded(this.cache.name, CacheOutcome.STALE_IF_ERROR, ForwardReason.STALE,
				originStatus, false, CacheReason.STALE_IF_ERROR);
		return answer((StoredResponse) decision.response(), decision.rendition(), decision.age(), status, null);
	}

	/**
	 * The answer with a confirmed response.
	 * @param after the updated response
	 * @param decision the decision to freshen
	 * @param fetch the decision before
	 * @param originStatus the status of the origin's answer
	 * @param stored whether the update was stored
	 * @return the response to hand on
	 */
	public ServedResponse revalidated(StoredResponse after, ResponseDecision.Freshen decision,
			RequestDecision.Fetch fetch, int originStatus, boolean stored) {
		boolean confirmed = originStatus == 304;
		StatusField status = StatusField.forwarded(this.cache.name,
				confirmed ? CacheOutcome.REVALIDATED : CacheOutcome.MISS, fetch.forward(), confirmed ? 304 : 0, stored,
				stored ? null : refusalOf(fetch));
		long age = after.facts().initialAge() / 1000;
		return answer(after, decision.rendition(), age, status, null);
	}

	private static CacheReason refusalOf(RequestDecision.Fetch fetch) {
		return (fetch.refusal() != null) ? fetch.refusal() : CacheReason.INVALIDATED;
	}

	/**
	 * The answer 504 to a request that only a stored response could satisfy.
	 * @return the response to hand on
	 */
	public ServedResponse unsatisfiable() {
		StatusField status = StatusField.forwarded(this.cache.name, CacheOutcome.UNSATISFIABLE, null, 0, false,
				CacheReason.ONLY_IF_CACHED);
		finish(CacheOutcome.UNSATISFIABLE, CacheReason.ONLY_IF_CACHED, 504, status, 0, 0, Set.of());
		return ServedResponse.gatewayTimeout(status);
	}

	private ServedResponse answer(StoredResponse stored, io.httpcache.engine.Rendition rendition, long age,
			StatusField status, @Nullable CacheReason reason) {
		ServedResponse response = ServedResponse.of(stored, rendition, age, status);
		this.response = stored;
		finish(status.outcome(), (reason != null) ? reason : status.detail(), response.status(), status,
				(status.outcome() == CacheOutcome.MISS) ? 0 : response.length(),
				status.outcome().isAnsweredByCache() ? stored.facts().responseTime() - stored.facts().requestTime() : 0,
				stored.tags());
		return response;
	}

	/**
	 * The headers of an answer that the origin gave and the driver hands on.
	 * @param headers the origin's headers
	 * @param status the origin's status
	 * @param fetch the decision before, or {@code null} when the request passed by
	 * @param stored whether the response was stored
	 * @param reason why not
	 * @return a read-only view of the headers with {@code Cache-Status}
	 */
	public HttpHeaders forwarded(HttpHeaders headers, int status, RequestDecision.@Nullable Fetch fetch, boolean stored,
			@Nullable CacheReason reason) {
		CacheOutcome outcome = (fetch != null) ? CacheOutcome.MISS : CacheOutcome.BYPASS;
		ForwardReason forward = (fetch != null) ? fetch.forward() : passing();
		StatusField field = StatusField.forwarded(this.cache.name, outcome, forward, 0, stored, reason);
		if (fetch == null) {
			long now = this.cache.now();
			this.head = new OriginResponse(status, fields(headers), now, now);
		}
		if (fetch != null && reason != null) {
			this.cache.observer.notStored(this.route, reason);
		}
		finish(outcome, reason, status, field, 0, 0, Set.of());
		return ResponseHeaders.of(fields(headers), -1, field);
	}

	private ForwardReason passing() {
		return this.request.isSafe() ? ForwardReason.BYPASS : ForwardReason.METHOD;
	}

	/**
	 * The call failed and nothing could stand in: the failure goes to the caller as it
	 * is.
	 * @param fetch the decision before, or {@code null} when the request passed by
	 */
	public void failedForGood(RequestDecision.@Nullable Fetch fetch) {
		endFlight();
		CacheOutcome outcome = (fetch != null) ? CacheOutcome.MISS : CacheOutcome.BYPASS;
		StatusField field = StatusField.forwarded(this.cache.name, outcome,
				(fetch != null) ? fetch.forward() : passing(), 0, false, this.bypass);
		finish(outcome, this.bypass, null, field, 0, 0, Set.of());
	}

	private void finish(CacheOutcome outcome, @Nullable CacheReason reason, @Nullable Integer status, StatusField field,
			long bytesSaved, long millisSaved, Set<String> tags) {
		if (this.trigger != null) {
			return;
		}
		long nanos = System.nanoTime() - this.started;
		this.outcome = outcome;
		this.reason = reason;
		this.status = (status != null) ? status : 0;
		this.nanos = nanos;
		try {
			this.cache.observer.answered(this.route, outcome, nanos, bytesSaved, millisSaved);
			this.cache.observer.completed(this);
		}
		catch (RuntimeException ex) {
			this.cache.warnings.warn("observer", "A CacheObserver failed; the call goes on without it", ex);
		}
		boolean debug = logger.isDebugEnabled();
		if (debug || this.cache.events.hasListeners()) {
			String url = Uris.redact(this.wire.getURI().toString(), this.cache.secrets::matches);
			if (debug) {
				logger.debug("%s %s -> %s%s, route \"%s\", %s".formatted(this.request.method(), url, outcome,
						(reason != null) ? " (" + reason + ")" : "", this.route.name(), field));
			}
			if (this.cache.events.hasListeners()) {
				this.cache.events.publish(new CacheEvent(this.request.method(), url, this.route.name(), outcome, reason,
						status, Duration.ofNanos(nanos), field.toString(), tags));
			}
		}
	}

	/**
	 * Begins a background refresh of the response that has just been served.
	 * @param trigger what asks for it
	 * @return the exchange to fetch with, whose {@link #endRefresh} must be called; or
	 * {@code null} when there is no refresh to do
	 */
	public @Nullable CacheExchange beginRefresh(CacheObserver.RefreshTrigger trigger) {
		if (this.cache.paused.contains(requiredKey(), this.cache.now()) || !this.cache.refreshes.begin(requiredKey())) {
			return null;
		}
		CacheExchange refresh = new CacheExchange(this.cache, this.wire, this.request, this.route, this.uri, this.key,
				null, this.clientPartition);
		refresh.lookup = this.lookup;
		refresh.trigger = trigger;
		return refresh;
	}

	/**
	 * Whether this is a background refresh.
	 * @return {@code true} when no caller waits for the answer
	 */
	public boolean isRefresh() {
		return this.trigger != null;
	}

	/** The executor had no room for the background refresh. */
	public void rejectRefresh() {
		this.refreshResult = CacheObserver.RefreshResult.REJECTED;
		endRefresh();
	}

	/** Ends a background refresh. */
	public void endRefresh() {
		if (this.trigger != null) {
			long now = this.cache.now();
			if (this.refreshResult == CacheObserver.RefreshResult.REFUSED) {
				pause(now + Pauses.DEFAULT_MILLIS, now);
			}
			this.cache.refreshes.end(requiredKey());
			this.cache.observer.refreshed(this.route, this.trigger, this.refreshResult);
		}
	}

	/**
	 * Notes the observation of a client that has one at hand.
	 * @param observation the observation, or {@code null}
	 */
	public void observedBy(@Nullable Observation observation) {
		this.observation = observation;
	}

	@Override
	public HttpRequest wire() {
		return this.wire;
	}

	@Override
	public CacheRequest request() {
		return this.request;
	}

	@Override
	public Route route() {
		return this.route;
	}

	@Override
	public String uri() {
		return this.uri;
	}

	@Override
	public @Nullable CacheKey key() {
		return this.key;
	}

	@Override
	public CacheOutcome outcome() {
		return this.outcome;
	}

	@Override
	public @Nullable CacheReason reason() {
		return this.reason;
	}

	@Override
	public int status() {
		return this.status;
	}

	@Override
	public long nanos() {
		return this.nanos;
	}

	@Override
	public @Nullable StoredResponse response() {
		return this.response;
	}

	@Override
	public @Nullable OriginResponse origin() {
		return this.head;
	}

	@Override
	public @Nullable Observation observation() {
		return this.observation;
	}

	@Override
	public void forEachKeyPart(BiConsumer<String, String> part) {
		this.cache.keys.forEachPart(this.request, this.route, this.wire, this.clientPartition, part);
	}

}
