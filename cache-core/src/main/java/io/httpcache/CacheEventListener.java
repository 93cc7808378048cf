package io.httpcache;

/**
 * Told of each answered request. Beans of this type are called in their order, on a
 * thread of the cache and never on the caller's: a slow or failing listener delays and
 * breaks nobody, but loses events when it cannot keep up.
 */
@FunctionalInterface
public interface CacheEventListener {

	/**
	 * A request has been answered.
	 * @param event what happened
	 */
	void onEvent(CacheEvent event);

}
