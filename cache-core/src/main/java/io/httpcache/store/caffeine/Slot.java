package io.httpcache.store.caffeine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

/**
 * The variants of a key and the moment up to which invalidations were looked at. It is
 * the look-up and its ticket at once, so that a hit allocates nothing; a miss is one
 * without variants. Immutable: a ticket must not grow younger while its fetch is under
 * way. Equality is that of the ticket.
 */
final class Slot implements StoreLookup, StoreTicket {

	private final UriState state;

	private final int generation;

	private final int expirations;

	private final int sequence;

	private final long keepUntil;

	private final List<StoredResponse> variants;

	Slot(UriState state, int generation, int expirations, int sequence, List<StoredResponse> variants) {
		this.state = state;
		this.generation = generation;
		this.expirations = expirations;
		this.sequence = sequence;
		long latest = Long.MIN_VALUE;
		for (StoredResponse variant : variants) {
			latest = Math.max(latest, variant.keepUntil());
		}
		this.keepUntil = latest;
		this.variants = variants;
	}

	@Override
	public List<StoredResponse> variants() {
		return this.variants;
	}

	@Override
	public StoreTicket ticket() {
		return this;
	}

	UriState state() {
		return this.state;
	}

	int generation() {
		return this.generation;
	}

	int expirations() {
		return this.expirations;
	}

	int sequence() {
		return this.sequence;
	}

	boolean isInvalidated() {
		return this.generation != this.state.generation();
	}

	boolean isExpired() {
		return this.expirations != this.state.expirations();
	}

	/**
	 * Whether nothing happened since and a variant is still of use.
	 * @param sequence the number of the last eviction
	 * @param now epoch milliseconds
	 * @return {@code true} when the slot may be handed out as it is
	 */
	boolean isCurrent(int sequence, long now) {
		return this.sequence == sequence && now <= this.keepUntil && !isInvalidated() && !isExpired();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Slot that && this.state == that.state && this.generation == that.generation
				&& this.expirations == that.expirations && this.sequence == that.sequence;
	}

	@Override
	public int hashCode() {
		return ((System.identityHashCode(this.state) * 31 + this.generation) * 31 + this.expirations) * 31
				+ this.sequence;
	}

}
