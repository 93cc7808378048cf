package io.httpcache.client;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.engine.ResponseFacts;
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
		Flights.Id id = new Flights.Id(this.exchange.key(), this.exchange.request.method(),
				this.exchange.cache.engine.selecting(this.exchange.request, this.exchange.lookup().variants()));
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
		// A caller that cancels and the answer that arrives may both end it
		Flight flight = this.leading;
		if (flight != null && this.flightId != null) {
			this.leading = null;
			this.exchange.cache.flights.end(this.flightId, flight);
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
			long now = this.exchange.cache.now();
			this.exchange.cache.uncollapsed.remember(this.flightId, now + HIT_FOR_MISS_MILLIS, now);
		}
		end();
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
			end();
		}
	}

}
