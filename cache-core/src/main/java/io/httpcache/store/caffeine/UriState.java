package io.httpcache.store.caffeine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;

/**
 * The history of one URI's invalidations, and the keys stored under it. The counters
 * decide what is valid; the keys only say what can be dropped at once. Its monitor is
 * taken inside Caffeine's computations, so nothing here may call the cache.
 */
final class UriState {

	private volatile int generation;

	private volatile int expirations;

	// One key, or a set of them when several partitions are stored: most URIs have one.
	private @Nullable Object keys;

	int generation() {
		return this.generation;
	}

	int expirations() {
		return this.expirations;
	}

	/**
	 * Makes all that is stored or being fetched invalid.
	 * @return the keys stored until now
	 */
	synchronized List<CacheKey> invalidate() {
		this.generation = this.generation + 1;
		Object stored = this.keys;
		if (stored == null) {
			return List.of();
		}
		return (stored instanceof Set<?> set) ? List.copyOf(keys(set)) : List.of((CacheKey) stored);
	}

	synchronized void expire() {
		this.expirations = this.expirations + 1;
	}

	/**
	 * Remembers a key about to be stored, unless an invalidation was quicker: either the
	 * invalidation sees the key, or this call sees the invalidation.
	 * @param key the key
	 * @param generation the generation of what is stored
	 * @return whether it may be stored
	 */
	synchronized boolean track(CacheKey key, int generation) {
		if (this.generation != generation) {
			return false;
		}
		Object stored = this.keys;
		if (stored == null) {
			this.keys = key;
		}
		else if (stored instanceof Set<?> set) {
			keys(set).add(key);
		}
		else if (!stored.equals(key)) {
			this.keys = new HashSet<>(List.of((CacheKey) stored, key));
		}
		return true;
	}

	synchronized void untrack(CacheKey key) {
		Object stored = this.keys;
		if (stored != null && key.equals(stored)) {
			this.keys = null;
		}
		else if (stored instanceof Set<?> set) {
			set.remove(key);
			if (set.isEmpty()) {
				this.keys = null;
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static Set<CacheKey> keys(Set<?> set) {
		return (Set<CacheKey>) set;
	}

}
