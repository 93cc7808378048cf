package io.httpcache.store;

/**
 * Hears of a store's failures. Called on the thread that met the failure, possibly by
 * several at once and once per operation: it should be quick. What it throws is ignored.
 */
@FunctionalInterface
public interface StoreFailureListener {

	/**
	 * An operation failed and was taken for a miss.
	 * @param operation the name of the method of {@link HttpCacheStore}, without
	 * {@code Async}
	 * @param failure what it threw
	 */
	void onFailure(String operation, Throwable failure);

}
