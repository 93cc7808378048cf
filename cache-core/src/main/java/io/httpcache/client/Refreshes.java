package io.httpcache.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.httpcache.store.CacheKey;

/**
 * The fetches under way that no caller waits for: one a key, a few a host, so that one
 * that hangs leaves threads to the others, and no more than a number overall.
 */
final class Refreshes {

	private static final int MAX = 64;

	/** Fewer than the cache's executor has threads. */
	static final int MAX_PER_HOST = 6;

	private final Set<CacheKey> keys = ConcurrentHashMap.newKeySet();

	private final ConcurrentHashMap<String, Integer> hosts = new ConcurrentHashMap<>();

	/** Whether the refresh may begin; who is told so calls {@link #end}. */
	boolean begin(CacheKey key, String host) {
		if (this.keys.size() >= MAX || !this.keys.add(key)) {
			return false;
		}
		if (enter(host)) {
			return true;
		}
		this.keys.remove(key);
		return false;
	}

	void end(CacheKey key, String host) {
		this.keys.remove(key);
		leave(host);
	}

	/** Whether a fetch from a host may begin; who is told so calls {@link #leave}. */
	boolean enter(String host) {
		int before = this.hosts.getOrDefault(host, 0);
		while (before < MAX_PER_HOST) {
			boolean entered = (before == 0) ? this.hosts.putIfAbsent(host, 1) == null
					: this.hosts.replace(host, before, before + 1);
			if (entered) {
				return true;
			}
			before = this.hosts.getOrDefault(host, 0);
		}
		return false;
	}

	void leave(String host) {
		this.hosts.computeIfPresent(host, (name, count) -> (count == 1) ? null : count - 1);
	}

}
