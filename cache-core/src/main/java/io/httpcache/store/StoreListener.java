package io.httpcache.store;

/**
 * Hears of every operation of a store. Called on the path of requests, by several threads
 * at once: must be fast and must not throw.
 */
@FunctionalInterface
public interface StoreListener {

	/**
	 * An operation ended.
	 * @param tier the store, by its type
	 * @param operation what it was asked for
	 * @param result what came of it
	 */
	void ended(String tier, StoreOperation operation, StoreResult result);

}
