package io.httpcache.store;

/**
 * An invalidation as a value: what did not reach a store can be kept and done later.
 * Immutable.
 */
public sealed interface StoreInvalidation {

	/**
	 * Does it.
	 * @param store the store to do it in; what it throws passes
	 */
	void applyTo(HttpCacheStore store);

	/**
	 * {@link HttpCacheStore#invalidate}.
	 *
	 * @param uri a normalised URI
	 */
	record Uri(String uri) implements StoreInvalidation {

		@Override
		public void applyTo(HttpCacheStore store) {
			store.invalidate(this.uri);
		}

	}

	/**
	 * {@link HttpCacheStore#expire}.
	 *
	 * @param uri a normalised URI
	 */
	record Expiry(String uri) implements StoreInvalidation {

		@Override
		public void applyTo(HttpCacheStore store) {
			store.expire(this.uri);
		}

	}

	/**
	 * {@link HttpCacheStore#evict}.
	 *
	 * @param scope which entries
	 */
	record Scope(EvictionScope scope) implements StoreInvalidation {

		@Override
		public void applyTo(HttpCacheStore store) {
			store.evict(this.scope);
		}

	}

}
