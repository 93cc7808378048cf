package io.httpcache.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Lets one of the instances that share a store fetch what several of them miss. Safe for
 * use by several threads; never blocks.
 */
@FunctionalInterface
public interface FetchLeases {

	/** Nobody to share with: whoever asks fetches. */
	FetchLeases NONE = (key, ticket, method, selecting) -> CompletableFuture.completedFuture(FetchLease.FREE);

	/**
	 * Asks whether to fetch or to wait for somebody else's fetch.
	 * @param key the key
	 * @param ticket the ticket of the look-up that missed
	 * @param method the method of the request
	 * @param selecting the values of the fields that select among variants
	 * @return the lease, to come; when it fails, fetch
	 */
	CompletableFuture<FetchLease> acquire(CacheKey key, StoreTicket ticket, String method, List<String> selecting);

}
