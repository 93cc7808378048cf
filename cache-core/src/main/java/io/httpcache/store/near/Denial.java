package io.httpcache.store.near;

import java.util.ArrayList;
import java.util.List;

import io.httpcache.store.EvictionScope;
import io.httpcache.store.StoreInvalidation;
import io.httpcache.store.StoredResponse;

/**
 * What of the shared store must not be used for a URI, because invalidations are in force
 * here that it does not have. To be asked for before the store is read: it may have them
 * a moment later, and what was read be from before. Immutable.
 *
 * @param drops whether nothing of the URI may be used
 * @param expires whether all of it is stale
 * @param scopes what else may not be used
 */
record Denial(boolean drops, boolean expires, List<StoreInvalidation.Scope> scopes) {

	static final Denial NONE = new Denial(false, false, List.of());

	/** What stands for all that are too many to be kept. */
	static final StoreInvalidation.Scope EVERYTHING = new StoreInvalidation.Scope(new EvictionScope.All());

	/**
	 * What may be used of what was read.
	 * @param uri the URI
	 * @param variants what the shared store holds
	 * @return the rest
	 */
	List<StoredResponse> usable(String uri, List<StoredResponse> variants) {
		if (!this.drops && !this.expires && this.scopes.isEmpty()) {
			return variants;
		}
		List<StoredResponse> usable = new ArrayList<>(variants.size());
		for (StoredResponse variant : variants) {
			if (!drops(uri, variant)) {
				usable.add((this.expires && !variant.facts().expired()) ? variant.asExpired() : variant);
			}
		}
		return usable;
	}

	/**
	 * Whether a response must not be used.
	 * @param uri its URI
	 * @param response the response
	 * @return {@code true} when it waits to be dropped
	 */
	boolean drops(String uri, StoredResponse response) {
		if (this.drops) {
			return true;
		}
		for (StoreInvalidation.Scope wide : this.scopes) {
			if (wide.scope().covers(uri, response.route(), response.tags())) {
				return true;
			}
		}
		return false;
	}

}
