package io.httpcache.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;

import io.httpcache.CacheOptions;
import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.Invalidation;
import io.httpcache.engine.OriginResponse;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.route.KeyBody;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;

/**
 * One request on its way through the cache: its key and what is decided about it. What a
 * driver does beside I/O begins here: {@link #flight}, {@link #writes},
 * {@link ExchangeAnswers}. Used by one thread at a time.
 */
public final class CacheExchange {

	final CacheRuntime cache;

	final HttpRequest wire;

	final CacheRequest request;

	final Route route;

	private final CacheKey key;

	private final @Nullable CacheReason bypass;

	final long started = System.nanoTime();

	private final @Nullable String clientPartition;

	private StoreLookup lookup = StoreLookup.UNAVAILABLE;

	private long landings;

	private @Nullable FlightSeat flight;

	/** The fields of the origin's answer, read once. */
	private @Nullable HeaderFields origin;

	private @Nullable RefreshRun refresh;

	private CacheExchange(CacheRuntime cache, HttpRequest wire, CacheRequest request, Route route, CacheKey key,
			@Nullable CacheReason bypass, @Nullable String clientPartition) {
		this.cache = cache;
		this.wire = wire;
		this.request = request;
		this.route = route;
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
		if (bypass == null) {
			CacheKey key = cache.keys.key(keyUri, request, route, wire, keyed, clientPartition);
			if (key != null) {
				return new CacheExchange(cache, wire, request, route, key, null, clientPartition);
			}
			bypass = CacheReason.PARTITION;
		}
		return new CacheExchange(cache, wire, request, route, new CacheKey(keyUri, 0, 0), bypass, clientPartition);
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
		CacheKey getKey = this.cache.keys.key(uri(), get, this.route, this.wire, KeyedBody.NONE, this.clientPartition);
		return (getKey != null)
				? new CacheExchange(this.cache, this.wire, get, this.route, getKey, null, this.clientPartition) : null;
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
	 * What all requests of the cache share.
	 * @return the cache
	 */
	public CacheRuntime cache() {
		return this.cache;
	}

	/**
	 * Why the cache stands aside.
	 * @return the reason, or {@code null} when it acts
	 */
	public @Nullable CacheReason bypass() {
		return this.bypass;
	}

	/**
	 * Sets the look-up under whose ticket to store.
	 * @param lookup the look-up
	 */
	public void storeUnder(StoreLookup lookup) {
		this.lookup = lookup;
	}

	/**
	 * Looks the key up.
	 * @return what is stored
	 */
	public StoreLookup lookUp() {
		this.landings = this.cache.flights.landings();
		return this.cache.store.find(key());
	}

	/**
	 * Looks the key up without blocking.
	 * @return what is stored, to come
	 */
	public CompletableFuture<StoreLookup> lookUpAsync() {
		this.landings = this.cache.flights.landings();
		return this.cache.store.findAsync(key());
	}

	StoreLookup lookup() {
		return this.lookup;
	}

	/** How many flights had landed before the look-up. */
	long landings() {
		return this.landings;
	}

	/** The URI that the key and invalidations name. */
	String uri() {
		return this.key.uri();
	}

	CacheKey key() {
		if (this.bypass != null) {
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
				this.cache.paused.contains(key(), now), now);
	}

	/**
	 * The place of this request on a fetch that others share.
	 * @return the place
	 */
	public FlightSeat flight() {
		FlightSeat seat = this.flight;
		if (seat == null) {
			seat = new FlightSeat(this);
			this.flight = seat;
		}
		return seat;
	}

	/**
	 * What this exchange changes in the store.
	 * @return the writes
	 */
	public StoreWrites writes() {
		return new StoreWrites(this);
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
				this.cache.paused.contains(key(), now), now);
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
		ResponseDecision decision = this.cache.engine.resolve(fetch,
				new OriginResponse(status, fields, requestTime, now));
		if (decision instanceof ResponseDecision.Store store) {
			if (!mayStore(status, headers)) {
				decision = new ResponseDecision.PassThrough(CacheReason.FILTERED, store.invalidation());
			}
			else {
				flight().approach(store);
			}
		}
		Defeats.report(this.cache, this.route, this.request, decision);
		if (this.refresh != null && (status == 401 || status == 403)) {
			// Nobody asked with this credential now: the entry stays as it is
			refreshEnds(CacheObserver.RefreshResult.REFUSED);
			return new ResponseDecision.PassThrough(null, Invalidation.NONE);
		}
		return decision;
	}

	HeaderFields fields(HttpHeaders headers) {
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
		refreshEnds(CacheObserver.RefreshResult.FAILED);
		return this.cache.engine.failed(fetch, now);
	}

	private void pause(long until, long now) {
		this.cache.paused.remember(key(), until, now);
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
	 * The body limit for reading ahead.
	 * @return bytes
	 */
	public long maxBody() {
		return this.route.policy().maxEntrySize();
	}

	/**
	 * Begins a background refresh of the response that has just been served.
	 * @param trigger what asks for it
	 * @return the exchange to fetch with, whose {@link #endRefresh} must be called; or
	 * {@code null} when there is no refresh to do
	 */
	public @Nullable CacheExchange beginRefresh(CacheObserver.RefreshTrigger trigger) {
		if (this.cache.paused.contains(key(), this.cache.now()) || !this.cache.refreshes.begin(key())) {
			return null;
		}
		CacheExchange refresh = new CacheExchange(this.cache, this.wire, this.request, this.route, this.key, null,
				this.clientPartition);
		refresh.lookup = this.lookup;
		refresh.refresh = new RefreshRun(trigger);
		return refresh;
	}

	/**
	 * Whether this is a background refresh.
	 * @return {@code true} when no caller waits for the answer
	 */
	public boolean isRefresh() {
		return this.refresh != null;
	}

	/** The executor had no room for the background refresh. */
	public void rejectRefresh() {
		refreshEnds(CacheObserver.RefreshResult.REJECTED);
		endRefresh();
	}

	/** What comes of the refresh, if it is one. */
	void refreshEnds(CacheObserver.RefreshResult result) {
		RefreshRun run = this.refresh;
		if (run != null) {
			run.result = result;
		}
	}

	/** Ends a background refresh. */
	public void endRefresh() {
		RefreshRun run = this.refresh;
		if (run != null) {
			long now = this.cache.now();
			if (run.result == CacheObserver.RefreshResult.REFUSED) {
				pause(now + Pauses.DEFAULT_MILLIS, now);
			}
			this.cache.refreshes.end(key());
			this.cache.observer.refreshed(this.route, run.trigger, run.result);
		}
	}

	/** A background refresh and what came of it so far. */
	private static final class RefreshRun {

		private final CacheObserver.RefreshTrigger trigger;

		private CacheObserver.RefreshResult result = CacheObserver.RefreshResult.NOT_STORED;

		RefreshRun(CacheObserver.RefreshTrigger trigger) {
			this.trigger = trigger;
		}

	}

}
