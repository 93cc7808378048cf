package io.httpcache.store.near;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

/**
 * All variants of a key as the shared store had them at a moment, with its ticket. It is
 * its own ticket, which is equal to another when the shared store's is. Immutable.
 */
final class NearLookup implements StoreLookup, StoreTicket {

	private final Moment moment;

	private final RecoveredLookup shared;

	private final List<StoredResponse> variants;

	private final long until;

	/**
	 * A look-up.
	 * @param moment when it began
	 * @param shared the shared store's ticket
	 * @param variants the variants
	 * @param until the last moment to use it without asking the shared store again, in
	 * epoch milliseconds
	 */
	NearLookup(Moment moment, RecoveredLookup shared, List<StoredResponse> variants, long until) {
		this.moment = moment;
		this.shared = shared;
		this.variants = variants;
		this.until = until;
	}

	@Override
	public List<StoredResponse> variants() {
		return this.variants;
	}

	@Override
	public StoreTicket ticket() {
		return this;
	}

	@Override
	public boolean isCorrupt() {
		return this.shared.isCorrupt();
	}

	@Override
	public StoreTicket unwrapped() {
		return this.shared.unwrapped();
	}

	Moment moment() {
		return this.moment;
	}

	RecoveredLookup shared() {
		return this.shared;
	}

	long until() {
		return this.until;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof NearLookup that && this.shared.equals(that.shared);
	}

	@Override
	public int hashCode() {
		return this.shared.hashCode();
	}

}
