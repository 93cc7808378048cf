package io.httpcache.client;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.engine.ResponseFacts;
import io.httpcache.store.FetchLease;
import io.httpcache.store.FetchLeases;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;

/**
 * The place of one request on a fetch that identical requests share: it leads, waits once
 * or flies alone. Used by one thread at a time.
 */
public final class FlightSeat {

	/** After this long without freshness to share, identical requests may wait again. */
	private static final long HIT_FOR_MISS_MILLIS = 120_000;

	private final CacheExchange exchange;

	private Flights.@Nullable Id flightId;

	private @Nullable Flight leading;

	private boolean collapsed;

	private FetchLease lease = FetchLease.FREE;

	FlightSeat(CacheExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * Joins or leads a fetch, where identical requests may share one.
	 * @param fetch the decision
	 * @return the flight to wait for, or {@code null} to do the fetch
	 */
	public @Nullable Flight join(RequestDecision.Fetch fetch) {
		if (!fetch.collapsible() || !this.exchange.route.collapse() || this.collapsed) {
			return null;
		}
		Flights.Id id = id();
		if (this.exchange.cache.uncollapsed.contains(id, this.exchange.cache.now())) {
			return null;
		}
		this.flightId = id;
		Flights.Boarding boarding = this.exchange.cache.flights.board(id, this.exchange.lookup().ticket(),
				this.exchange.landings());
		if (boarding.leader()) {
			this.leading = boarding.flight();
			return null;
		}
		// Each waits once
		this.collapsed = true;
		return boarding.flight();
	}

	private Flights.Id id() {
		return new Flights.Id(this.exchange.key(), this.exchange.request.method(),
				this.exchange.cache.engine.selecting(this.exchange.request, this.exchange.lookup().variants()));
	}

	/**
	 * Waits for an instance that shares the store and has begun this fetch already. To be
	 * asked by a request that leads.
	 * @return whether there is something new in the store, to come; {@code null} when
	 * nobody shares it
	 */
	public @Nullable CompletableFuture<Boolean> elsewhere() {
		Flights.Id id = this.flightId;
		CompletableFuture<FetchLease> lease = (this.leading == null || id == null) ? null : acquire(id);
		return (lease != null) ? lease.thenCompose(this::take) : null;
	}

	/**
	 * Takes the lease for a fetch that nobody waits for.
	 * @return whether it is to be done here, to come; {@code null} when nobody shares the
	 * store
	 */
	@Nullable CompletableFuture<Boolean> claim() {
		CompletableFuture<FetchLease> claimed = acquire(id());
		return (claimed == null) ? null : claimed.thenApply((lease) -> {
			this.lease = lease;
			return lease.elsewhere() == null;
		}).exceptionally((ex) -> true);
	}

	private @Nullable CompletableFuture<FetchLease> acquire(Flights.Id id) {
		FetchLeases leases = this.exchange.cache.store.leases();
		return (leases == FetchLeases.NONE) ? null
				: leases.acquire(id.key(), this.exchange.lookup().ticket(), id.method(), id.selecting());
	}

	private CompletableFuture<Boolean> take(FetchLease lease) {
		CompletableFuture<FetchLease.Ending> elsewhere = lease.elsewhere();
		if (elsewhere != null) {
			return elsewhere.thenApply(this::learn);
		}
		this.lease = lease;
		if (this.leading == null) {
			// Its caller has gone meanwhile
			release(FetchLease.Ending.NOTHING);
		}
		return CompletableFuture.completedFuture(false);
	}

	private boolean learn(FetchLease.Ending ending) {
		if (ending == FetchLease.Ending.UNSTORABLE) {
			rememberUnstorable();
		}
		return ending == FetchLease.Ending.STORED;
	}

	/** Gives the lease back, if this request has it. */
	void release(FetchLease.Ending ending) {
		FetchLease lease = this.lease;
		this.lease = FetchLease.FREE;
		lease.release(ending);
	}

	/**
	 * Decides again after the fetch of another instance.
	 * @param lookup what is stored now
	 * @return the answer that it brought, which those who wait here get too, or
	 * {@code null} to fetch
	 */
	public RequestDecision.@Nullable Serve arrived(StoreLookup lookup) {
		if (this.exchange.decide(lookup) instanceof RequestDecision.Serve serve
				&& serve.response() instanceof StoredResponse response) {
			land(response, true);
			return serve;
		}
		return null;
	}

	/**
	 * Whether a flight will land with an answer for this request.
	 * @param facts what its head says
	 * @return {@code false} to leave it
	 */
	public boolean isFor(ResponseFacts facts) {
		return this.exchange.cache.engine.selects(this.exchange.request, facts);
	}

	void approach(ResponseDecision.Store decision) {
		Flight flight = this.leading;
		if (flight != null) {
			flight.approach(decision.facts());
		}
	}

	/**
	 * Ends the flight that this request leads, if any: nobody waits for it any more. Must
	 * be called on every way out.
	 */
	public void end() {
		end(FetchLease.Ending.NOTHING);
	}

	private void end(FetchLease.Ending ending) {
		// A caller that cancels and the answer that arrives may both end it
		Flight flight = this.leading;
		if (flight != null && this.flightId != null) {
			this.leading = null;
			this.exchange.cache.flights.end(this.flightId, flight);
			release(ending);
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
		if (this.leading != null) {
			rememberUnstorable();
		}
		end(FetchLease.Ending.UNSTORABLE);
	}

	private void rememberUnstorable() {
		if (this.flightId != null) {
			long now = this.exchange.cache.now();
			this.exchange.cache.uncollapsed.remember(this.flightId, now + HIT_FOR_MISS_MILLIS, now);
		}
	}

	/** Gives a response to those who wait. */
	void land(StoredResponse response, boolean stored) {
		if (this.flightId != null && stored) {
			this.exchange.cache.uncollapsed.forget(this.flightId);
		}
		Flight flight = this.leading;
		if (flight != null) {
			// What an invalidation overtook is still the answer to who waited before it
			flight.land(response);
			end(stored ? FetchLease.Ending.STORED : FetchLease.Ending.NOTHING);
		}
	}

}
