package io.httpcache.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.httpcache.store.CacheKey;

/**
 * The background refreshes under way: one a key, and no more than a number overall.
 */
final class Refreshes {

	private static final int MAX = 64;

	private final Set<CacheKey> keys = ConcurrentHashMap.newKeySet();

	/** Whether the refresh may begin; who is told so calls {@link #end}. */
	boolean begin(CacheKey key) {
		return this.keys.size() < MAX && this.keys.add(key);
	}

	void end(CacheKey key) {
		this.keys.remove(key);
	}

}
