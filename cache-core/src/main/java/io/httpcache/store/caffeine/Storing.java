package io.httpcache.store.caffeine;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.StoredResponse;

/**
 * One attempt to store a response, run inside a computation of its key.
 */
final class Storing {

	private final SlotKeeper slots;

	private final Slot ticket;

	private final StoredResponse response;

	private final Displacement displacement;

	private final int maxVariants;

	private boolean stored;

	Storing(SlotKeeper slots, Slot ticket, StoredResponse response, Displacement displacement, int maxVariants) {
		this.slots = slots;
		this.ticket = ticket;
		this.response = response;
		this.displacement = displacement;
		this.maxVariants = maxVariants;
	}

	@Nullable Slot apply(CacheKey key, @Nullable Slot present) {
		Slot current = (present != null) ? this.slots.current(key, present) : null;
		int sequence = (current != null) ? current.sequence() : this.slots.log().sequence();
		List<StoredResponse> variants = new ArrayList<>();
		if (current != null) {
			variants.addAll(current.variants());
		}
		UriState state = this.ticket.state();
		if (this.ticket.isExpired()
				|| this.slots.log().covers(this.ticket.sequence(), sequence, key.uri(), this.response)
				|| !this.displacement.displace(variants)) {
			return present;
		}
		variants.add(0, this.response);
		int size = Math.min(variants.size(), Math.max(1, this.maxVariants));
		Slot next = new Slot(state, this.ticket.generation(), this.ticket.expirations(), sequence,
				List.copyOf(variants.subList(0, size)));
		if (!state.track(key, next.generation())) {
			return present;
		}
		this.slots.count(size - ((present != null) ? present.variants().size() : 0));
		this.stored = true;
		return next;
	}

	/** Whether the last application stored the response. */
	boolean hasStored() {
		return this.stored;
	}

	/** Takes out of the variants what a new response displaces. */
	interface Displacement {

		/**
		 * Displaces.
		 * @param variants the valid variants, to be changed
		 * @return whether the response may be stored
		 */
		boolean displace(List<StoredResponse> variants);

	}

}
