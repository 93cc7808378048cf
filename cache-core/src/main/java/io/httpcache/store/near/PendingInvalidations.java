package io.httpcache.store.near;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.StoreInvalidation;

/**
 * The invalidations that the shared store does not have yet, in the order they came.
 * Bounded: when there are too many, one that drops everything takes their place. Safe for
 * use by several threads.
 */
final class PendingInvalidations {

	/** Each look-up of a response goes through these. */
	private static final int MOST_SCOPES = 256;

	private final int capacity;

	private final Map<StoreInvalidation, Long> kept = new LinkedHashMap<>();

	/** Those of more than one URI, as a list that is replaced and not changed. */
	private List<StoreInvalidation.Scope> scopes = List.of();

	private long number;

	private volatile boolean empty = true;

	/**
	 * No invalidations.
	 * @param capacity how many to keep
	 */
	PendingInvalidations(int capacity) {
		this.capacity = capacity;
	}

	/** Whether there is none; costs a healthy store's look-up one read. */
	boolean isEmpty() {
		return this.empty;
	}

	synchronized int size() {
		return this.kept.size();
	}

	/** The number of the last one that was kept. */
	synchronized long lastNumber() {
		return this.number;
	}

	/**
	 * Keeps an invalidation.
	 * @param invalidation the invalidation
	 * @return what to give to {@link #done} when the shared store has it
	 */
	synchronized Pending add(StoreInvalidation invalidation) {
		StoreInvalidation added = invalidation;
		// A later one of the same kind comes after all that were before it
		remove(invalidation);
		if (this.kept.size() >= this.capacity
				|| (invalidation instanceof StoreInvalidation.Scope && this.scopes.size() >= MOST_SCOPES)) {
			this.kept.clear();
			this.scopes = List.of();
			added = Denial.EVERYTHING;
		}
		this.number++;
		this.kept.put(added, this.number);
		if (added instanceof StoreInvalidation.Scope wide) {
			List<StoreInvalidation.Scope> scopes = new ArrayList<>(this.scopes);
			scopes.add(wide);
			this.scopes = List.copyOf(scopes);
		}
		this.empty = false;
		return new Pending(added, this.number);
	}

	/**
	 * The shared store has an invalidation. One like it that came later stays.
	 * @param pending what {@link #add} or {@link #first} gave
	 */
	synchronized void done(Pending pending) {
		Long present = this.kept.get(pending.invalidation());
		if (present != null && present == pending.number()) {
			remove(pending.invalidation());
		}
		this.empty = this.kept.isEmpty();
	}

	/** The oldest invalidation, or {@code null} when there is none. */
	synchronized @Nullable Pending first() {
		for (Map.Entry<StoreInvalidation, Long> entry : this.kept.entrySet()) {
			return new Pending(entry.getKey(), entry.getValue());
		}
		return null;
	}

	/**
	 * What they forbid.
	 * @param uri a URI
	 * @return what of the shared store must not be used for it
	 */
	Denial denial(String uri) {
		return this.empty ? Denial.NONE : denialNow(uri);
	}

	private synchronized Denial denialNow(String uri) {
		boolean drops = this.kept.containsKey(new StoreInvalidation.Uri(uri))
				|| this.kept.containsKey(Denial.EVERYTHING);
		return new Denial(drops, this.kept.containsKey(new StoreInvalidation.Expiry(uri)), this.scopes);
	}

	private void remove(StoreInvalidation invalidation) {
		if (this.kept.remove(invalidation) != null && invalidation instanceof StoreInvalidation.Scope wide) {
			List<StoreInvalidation.Scope> scopes = new ArrayList<>(this.scopes);
			scopes.remove(wide);
			this.scopes = List.copyOf(scopes);
		}
	}

	/**
	 * An invalidation that is kept.
	 *
	 * @param invalidation what is to be brought to the shared store
	 * @param number tells it from a later one that says the same
	 */
	record Pending(StoreInvalidation invalidation, long number) {

	}

}
