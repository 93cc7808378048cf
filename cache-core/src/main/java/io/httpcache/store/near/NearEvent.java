package io.httpcache.store.near;

import io.httpcache.store.EvictionScope;

/**
 * What one instance tells the others. URIs and keys are named by hashes: enough to find
 * what may be concerned, and nothing that a message could give away.
 */
sealed interface NearEvent {

	/**
	 * Something was stored under a key.
	 *
	 * @param key the hash of the key
	 */
	record Changed(int key) implements NearEvent {

	}

	/**
	 * A URI was invalidated or expired.
	 *
	 * @param uri the hash of the URI
	 */
	record Invalidated(int uri) implements NearEvent {

	}

	/**
	 * A scope was evicted.
	 *
	 * @param scope the scope
	 */
	record Evicted(EvictionScope scope) implements NearEvent {

	}

	/** More happened than could be told. */
	record Untold() implements NearEvent {

	}

}
