package io.httpcache.client;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers something of a key until a moment. Bounded: when it is full, what is over
 * goes, and if that is not enough, everything does; callers lose an optimisation, never a
 * guarantee.
 *
 * @param <K> the type of key
 */
final class RecentKeys<K> {

	private static final int MAX_KEYS = 10_000;

	private final ConcurrentHashMap<K, Long> until = new ConcurrentHashMap<>();

	/** Remembers a key until a moment in epoch milliseconds. */
	void remember(K key, long until, long now) {
		if (this.until.size() >= MAX_KEYS) {
			this.until.values().removeIf((moment) -> moment <= now);
			if (this.until.size() >= MAX_KEYS) {
				this.until.clear();
			}
		}
		this.until.put(key, until);
	}

	void forget(K key) {
		if (!this.until.isEmpty()) {
			this.until.remove(key);
		}
	}

	boolean contains(K key, long now) {
		if (this.until.isEmpty()) {
			return false;
		}
		Long moment = this.until.get(key);
		if (moment == null) {
			return false;
		}
		if (moment > now) {
			return true;
		}
		this.until.remove(key, moment);
		return false;
	}

}
