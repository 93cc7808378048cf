package io.httpcache.store.near;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

/**
 * What a look-up in the shared store found, and the moment in this JVM's own history of
 * invalidations at which it began. It is its own ticket, whose equality it has.
 * Immutable.
 *
 * @param variants what may be used of what was found
 * @param shared the shared store's ticket, {@link StoreTicket#UNAVAILABLE} when it was
 * away
 * @param epoch how many invalidations of the URI had been asked for here
 * @param sequence the number of the last eviction asked for here
 * @param isCorrupt whether there was something that could not be read
 */
record RecoveredLookup(List<StoredResponse> variants, StoreTicket shared, int epoch, int sequence,
		boolean isCorrupt) implements StoreLookup, StoreTicket {

	@Override
	public StoreTicket ticket() {
		return this;
	}

	@Override
	public StoreTicket unwrapped() {
		return this.shared.unwrapped();
	}

	/** The ticket without what it was taken with, to be kept for longer. */
	RecoveredLookup bare() {
		return this.variants.isEmpty() ? this
				: new RecoveredLookup(List.of(), this.shared, this.epoch, this.sequence, false);
	}

	/** Whether the shared store could not be asked, or was not to be. */
	boolean isAway() {
		return this.shared == StoreTicket.UNAVAILABLE;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RecoveredLookup that && this.epoch == that.epoch && this.sequence == that.sequence
				&& this.shared.equals(that.shared);
	}

	@Override
	public int hashCode() {
		return (this.shared.hashCode() * 31 + this.epoch) * 31 + this.sequence;
	}

}
