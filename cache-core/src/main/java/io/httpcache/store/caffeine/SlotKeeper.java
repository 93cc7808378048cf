package io.httpcache.store.caffeine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionLog;
import io.httpcache.store.StoredResponse;

/**
 * Tells what of a slot is valid, and keeps count of what is stored. Safe for use by
 * several threads.
 */
final class SlotKeeper {

	private final EvictionLog log;

	private final Clock clock;

	private final LongAdder responses = new LongAdder();

	SlotKeeper(EvictionLog log, Clock clock) {
		this.log = log;
		this.clock = clock;
	}

	EvictionLog log() {
		return this.log;
	}

	/** How many responses are stored. */
	long responses() {
		return this.responses.sum();
	}

	void count(int more) {
		this.responses.add(more);
	}

	/**
	 * The slot as of now; called inside a computation of its key.
	 * @param key the key
	 * @param present what is there
	 * @return what remains of it
	 */
	@Nullable Slot bringUpToDate(CacheKey key, Slot present) {
		Slot current = current(key, present);
		if (current != null && (current == present || current.state().track(key, current.generation()))) {
			this.responses.add(current.variants().size() - present.variants().size());
			return current;
		}
		forget(key, present);
		return null;
	}

	/**
	 * The part of a slot that is valid now.
	 * @param key the key
	 * @param slot the slot
	 * @return the slot itself when nothing happened since, or {@code null} for none
	 */
	@Nullable Slot current(CacheKey key, Slot slot) {
		int sequence = this.log.sequence();
		int expirations = slot.state().expirations();
		if (slot.isInvalidated()) {
			return null;
		}
		List<StoredResponse> variants = new ArrayList<>(slot.variants().size());
		for (StoredResponse variant : slot.variants()) {
			if (isOfUse(variant) && !this.log.covers(slot.sequence(), sequence, key.uri(), variant)) {
				boolean expires = expirations != slot.expirations() && !variant.facts().expired();
				variants.add((expires) ? variant.asExpired() : variant);
			}
		}
		if (variants.isEmpty()) {
			return null;
		}
		if (sequence == slot.sequence() && expirations == slot.expirations()
				&& variants.size() == slot.variants().size()) {
			return slot;
		}
		return new Slot(slot.state(), slot.generation(), expirations, sequence, List.copyOf(variants));
	}

	void forget(CacheKey key, Slot slot) {
		slot.state().untrack(key);
		this.responses.add(-slot.variants().size());
	}

	boolean isOfUse(StoredResponse response) {
		return response.keepUntil() >= this.clock.millis();
	}

}
