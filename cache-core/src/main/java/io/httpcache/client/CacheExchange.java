package io.httpcache.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import io.micrometer.observation.Observation;
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
 * {@link #background}, {@link ExchangeAnswers}. Used by one thread at a time.
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

	/** The head of the origin's answer, its fields read once. */
	private @Nullable OriginResponse origin;

	private @Nullable StoredResponse response;

	private @Nullable Observation observation;

	private @Nullable Unattended unattended;

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
		return decide(lookup.variants(), now);
	}

	private RequestDecision decide(List<StoredResponse> variants, long now) {
		return this.cache.engine.decide(this.request, this.route.policy(), variants,
				this.cache.paused.contains(key(), now), this.cache.allowances.maxStale(this.route.name(), now), now);
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

	/** Leaves the place to another exchange of the same request. */
	void passFlightTo(CacheExchange other) {
		other.flight = this.flight;
		this.flight = null;
	}

	/**
	 * What this exchange fetches without a caller.
	 * @return the fetches
	 */
	public BackgroundFetches background() {
		return new BackgroundFetches(this);
	}

	@Nullable Unattended unattended() {
		return this.unattended;
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
		return decide(variants, now);
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
		OriginResponse head = head(status, headers, requestTime);
		if (this.route.policy().errorStatuses().contains(status)) {
			pause(Pauses.after(head.fields(), head.responseTime()), head.responseTime());
		}
		ResponseDecision decision = this.cache.engine.resolve(fetch, head);
		if (decision instanceof ResponseDecision.Store store) {
			if (!mayStore(status, headers)) {
				decision = new ResponseDecision.PassThrough(CacheReason.FILTERED, store.invalidation());
			}
			else {
				flight().approach(store);
			}
		}
		Defeats.report(this.cache, this.route, this.request, decision);
		if (isRefresh() && (status == 401 || status == 403)) {
			// Nobody asked with this credential now: the entry stays as it is
			refreshEnds(CacheObserver.RefreshResult.REFUSED);
			return new ResponseDecision.PassThrough(null, Invalidation.NONE);
		}
		return decision;
	}

	/** The head of an answer, of which it takes its fields only once. */
	OriginResponse head(int status, HttpHeaders headers, long requestTime) {
		OriginResponse head = this.origin;
		if (head == null || !(head.fields() instanceof HeaderFields fields) || !fields.isOf(headers)) {
			head = new OriginResponse(status, HeaderFields.ofResponse(headers), requestTime, this.cache.now());
			this.origin = head;
		}
		return head;
	}

	@Nullable OriginResponse origin() {
		return this.origin;
	}

	/** Notes what answers the request, or is to be stored of the answer. */
	void answeredWith(StoredResponse response) {
		this.response = response;
	}

	@Nullable StoredResponse response() {
		return this.response;
	}

	/**
	 * Notes the observation of a client that has one at hand.
	 * @param observation the observation, or {@code null}
	 */
	public void observedBy(@Nullable Observation observation) {
		this.observation = observation;
	}

	@Nullable Observation observation() {
		return this.observation;
	}

	/** What keeps this request apart from others of its URI. */
	void forEachKeyPart(BiConsumer<String, String> part) {
		this.cache.keys.forEachPart(this.request, this.route, this.wire, this.clientPartition, part);
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

	/**
	 * Decides when the patience of a fetch has ended before its answer came.
	 * @param fetch the decision before
	 * @return the answer meanwhile, or {@code null} to wait on
	 */
	public ResponseDecision.@Nullable ServeStale late(RequestDecision.Fetch fetch) {
		return this.cache.engine.late(fetch, this.cache.now());
	}

	void pause(long until, long now) {
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

	/** The same request under way once more, without a caller. */
	CacheExchange again(Unattended unattended) {
		CacheExchange again = new CacheExchange(this.cache, this.wire, this.request, this.route, this.key, null,
				this.clientPartition);
		again.lookup = this.lookup;
		again.unattended = unattended;
		return again;
	}

	boolean isDetached() {
		return this.unattended instanceof HandOver;
	}

	/**
	 * Whether this is a background refresh.
	 * @return {@code true} when no caller waits for the answer
	 */
	public boolean isRefresh() {
		return this.unattended instanceof RefreshRun;
	}

	/** What comes of the refresh, if it is one. */
	void refreshEnds(CacheObserver.RefreshResult result) {
		Unattended unattended = this.unattended;
		if (unattended != null) {
			unattended.result = result;
		}
	}

}
