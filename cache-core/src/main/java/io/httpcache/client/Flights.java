package io.httpcache.client;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

/**
 * The fetches under way, one a key.
 */
final class Flights {

	private static final int SLOTS = 256;

	private final ConcurrentHashMap<Id, Flight> flights = new ConcurrentHashMap<>();

	private final AtomicLong landings = new AtomicLong();

	private final AtomicReferenceArray<@Nullable Landing> landed = new AtomicReferenceArray<>(SLOTS);

	/**
	 * How many have landed. To be asked before a look-up.
	 * @return a number that only grows
	 */
	long landings() {
		return this.landings.get();
	}

	/**
	 * Joins the fetch that is under way, or begins one.
	 * @param id what the requests have in common
	 * @param ticket the ticket of the request
	 * @param landings how many had landed before its look-up
	 * @return what to do
	 */
	Boarding board(Id id, StoreTicket ticket, long landings) {
		Flight mine = new Flight(ticket);
		Flight other = this.flights.putIfAbsent(id, mine);
		if (other == null) {
			StoredResponse missed = landedSince(landings, id, ticket);
			if (missed == null) {
				return new Boarding(mine, true);
			}
			mine.land(missed);
			this.flights.remove(id, mine);
			return new Boarding(mine, false);
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

	/** What a look-up was too early for and boarding is too late for. */
	private @Nullable StoredResponse landedSince(long landings, Id id, StoreTicket ticket) {
		Landing last = this.landed.get(slot(id));
		return (last != null && last.number() > landings && last.id().equals(id) && last.ticket().equals(ticket))
				? last.response().get() : null;
	}

	private static int slot(Id id) {
		return id.key().hashCode() & (SLOTS - 1);
	}

	void end(Id id, Flight flight) {
		flight.landed()
			.ifPresent((response) -> this.landed.set(slot(id),
					new Landing(this.landings.incrementAndGet(), id, flight.ticket(), new WeakReference<>(response))));
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
	 * A fetch that has ended.
	 *
	 * @param number its number
	 * @param id what its requests had in common
	 * @param ticket the ticket it began under
	 * @param response what it brought, as long as somebody else holds it
	 */
	private record Landing(long number, Id id, StoreTicket ticket, WeakReference<StoredResponse> response) {

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
