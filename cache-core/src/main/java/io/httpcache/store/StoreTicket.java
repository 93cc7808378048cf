package io.httpcache.store;

/**
 * A moment in the history of a URI's invalidations, taken when a key was looked up. What
 * is fetched under a ticket may be stored as long as no invalidation that concerns it
 * came after. Two tickets of one key are equal when no invalidation lies between them.
 * Immutable.
 */
public interface StoreTicket {

	/** The ticket of a store that could not be asked: nothing is stored under it. */
	StoreTicket UNAVAILABLE = new StoreTicket() {
	};

	/**
	 * The ticket of the innermost store, where stores wrap each other's tickets.
	 * @return the ticket, this one unless it wraps another
	 */
	default StoreTicket unwrapped() {
		return this;
	}

}
