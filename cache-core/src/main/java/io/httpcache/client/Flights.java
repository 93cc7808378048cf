package io.httpcache.client;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.StoreTicket;

/**
 * The fetches under way, one a key.
 */
final class Flights {

	private final ConcurrentHashMap<Id, Flight> flights = new ConcurrentHashMap<>();

	/**
	 * Joins the fetch that is under way, or begins one.
	 * @param id what the requests have in common
	 * @param ticket the ticket of the request
	 * @return what to do
	 */
	Boarding board(Id id, StoreTicket ticket) {
		Flight mine = new Flight(ticket);
		Flight other = this.flights.putIfAbsent(id, mine);
		if (other == null) {
			return new Boarding(mine, true);
		}
		if (other.isJoinableUnder(ticket) && other.join()) {
			return new Boarding(other, false);
		}
		// It began before an invalidation that this request has seen, or is being given
		// up: what follows joins the newer one, and those who wait for the older one
		// still get it
		this.flights.put(id, mine);
		return new Boarding(mine, true);
	}

	void end(Id id, Flight flight) {
		this.flights.remove(id, flight);
		flight.release();
	}

	/**
	 * What makes requests identical.
	 *
	 * @param key the key
	 * @param method the method
	 * @param selecting the values of the fields that select among the stored variants
	 */
	record Id(CacheKey key, String method, List<String> selecting) {

	}

	/**
	 * A place on a flight.
	 *
	 * @param flight the flight
	 * @param leader whether the request is to do the fetch
	 */
	record Boarding(@Nullable Flight flight, boolean leader) {

	}

}
