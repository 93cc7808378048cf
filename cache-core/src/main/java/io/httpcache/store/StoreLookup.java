package io.httpcache.store;

import java.util.List;

/**
 * What one look-up found. Immutable.
 */
public interface StoreLookup {

	/** What a store that could not be asked found. */
	StoreLookup UNAVAILABLE = of(List.of(), StoreTicket.UNAVAILABLE);

	/**
	 * The variants stored under the key.
	 * @return the variants, newest first; empty for none
	 */
	List<StoredResponse> variants();

	/**
	 * The ticket for a fetch that begins now.
	 * @return the ticket
	 */
	StoreTicket ticket();

	/**
	 * Whether there were bytes under the key that could not be read. They count as
	 * absent, and storing under the ticket replaces them.
	 * @return {@code true} when there were
	 */
	default boolean isCorrupt() {
		return false;
	}

	/**
	 * A look-up from its parts.
	 * @param variants the variants, newest first
	 * @param ticket the ticket
	 * @return the look-up
	 */
	static StoreLookup of(List<StoredResponse> variants, StoreTicket ticket) {
		return new FixedLookup(variants, ticket);
	}

}
