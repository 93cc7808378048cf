package io.httpcache.store;

/**
 * Hears of invalidations that may not have reached a store: it was not asked because it
 * is known to be away, it failed, or it did not answer in time. Called on the thread that
 * noticed, which may be one that must not block; must not throw.
 */
@FunctionalInterface
public interface LostInvalidationListener {

	/** Leaves it at that. */
	LostInvalidationListener NONE = (invalidation) -> {
	};

	/**
	 * An invalidation may not have been done. Doing it again does no harm.
	 * @param invalidation what was asked for
	 */
	void lost(StoreInvalidation invalidation);

}
