package io.httpcache.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where responses are stored. Safe for use by several threads.
 *
 * <p>
 * <b>Visibility.</b> What {@code put} stored, a later {@code find} of any thread returns
 * until it is evicted, invalidated, replaced or no longer of use. A store may drop
 * anything at any time. An entry is whole or not there.
 *
 * <p>
 * <b>No resurrection.</b> A {@code put} or {@code freshen} under a ticket from before an
 * invalidation that concerns the entry stores nothing, however the two interleave.
 *
 * <p>
 * <b>Failure.</b> A method may throw; callers treat that as a miss and go on. An
 * invalidation is never lost: a store that cannot reach its data makes sure that the
 * entries are not used before the invalidation is done.
 *
 * <p>
 * <b>Threads.</b> The blocking methods may wait. Their {@code Async} twins never do:
 * stores in memory answer with a completed future, the others override them.
 */
public interface HttpCacheStore extends AutoCloseable {

	/**
	 * Looks up the variants of a key and takes the ticket for a fetch.
	 * @param key the key
	 * @return the variants that are not invalidated, and the ticket
	 */
	StoreLookup find(CacheKey key);

	/**
	 * Stores a response, in the place of the variant that it
	 * {@linkplain StoredResponse#replaces replaces}. When there would be more variants
	 * than allowed, the oldest go.
	 * @param key the key
	 * @param ticket the ticket from before the fetch
	 * @param response the response
	 * @param maxVariants how many variants the key may have
	 * @return whether it was stored; {@code false} when an invalidation came between
	 */
	boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants);

	/**
	 * Replaces the metadata of a variant after a 304, without writing its body again. A
	 * variant that is not there any more stays away.
	 * @param key the key
	 * @param ticket the ticket from before the fetch
	 * @param before the variant as it was found
	 * @param after the variant with new metadata and the same body
	 * @return whether it was stored
	 */
	boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after);

	/**
	 * Drops all partitions and variants of a URI.
	 * @param uri a normalised URI
	 */
	void invalidate(String uri);

	/**
	 * Makes all partitions and variants of a URI stale; they are found as
	 * {@linkplain StoredResponse#asExpired() expired} from now on. A fetch that began
	 * before is not stored.
	 * @param uri a normalised URI
	 */
	void expire(String uri);

	/**
	 * Drops everything in a scope.
	 * @param scope which entries
	 */
	void evict(EvictionScope scope);

	/**
	 * Some of what is stored and neither invalidated nor of no more use.
	 * @param limit how many at most
	 * @return the entries
	 */
	List<StoredEntry> entries(int limit);

	/**
	 * Figures of this store.
	 * @return the figures at this moment
	 */
	StoreStatistics statistics();

	/**
	 * Whether the store could do what it was asked for last. Neither blocks nor fails.
	 * @return {@code false} when it is away or refuses to store, as far as is known
	 */
	default boolean isAvailable() {
		return true;
	}

	/**
	 * The name of this kind of store, for logs and meters. Neither blocks nor fails, also
	 * when the store is not available; stores that need I/O for their figures override
	 * it.
	 * @return the name, as in {@link StoreStatistics#type()}
	 */
	default String type() {
		return statistics().type();
	}

	/**
	 * How instances that share this store agree on who fetches.
	 * @return the leases; {@link FetchLeases#NONE} when nobody shares it
	 */
	default FetchLeases leases() {
		return FetchLeases.NONE;
	}

	/**
	 * This store, telling a listener how its operations end. A store of several tiers
	 * tells of each under its own name.
	 * @param listener hears of each operation
	 * @return a view of this store; closing either closes both
	 */
	default HttpCacheStore observed(StoreListener listener) {
		return new ObservedStore(this, type(), listener);
	}

	/** Frees what the store holds. What came after is a miss. */
	@Override
	void close();

	/**
	 * The twin of {@link #find} that does not block.
	 * @param key the key
	 * @return the look-up to come
	 */
	default CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		return CompletableFuture.completedFuture(find(key));
	}

	/**
	 * The twin of {@link #put} that does not block.
	 * @param key the key
	 * @param ticket the ticket from before the fetch
	 * @param response the response
	 * @param maxVariants how many variants the key may have
	 * @return whether it was stored, to come
	 */
	default CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		return CompletableFuture.completedFuture(put(key, ticket, response, maxVariants));
	}

	/**
	 * The twin of {@link #freshen} that does not block.
	 * @param key the key
	 * @param ticket the ticket from before the fetch
	 * @param before the variant as it was found
	 * @param after the variant with new metadata
	 * @return whether it was stored, to come
	 */
	default CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return CompletableFuture.completedFuture(freshen(key, ticket, before, after));
	}

	/**
	 * The twin of {@link #invalidate} that does not block.
	 * @param uri a normalised URI
	 * @return completed when the invalidation is in force
	 */
	default CompletableFuture<Void> invalidateAsync(String uri) {
		invalidate(uri);
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * The twin of {@link #evict} that does not block.
	 * @param scope which entries
	 * @return completed when the eviction is in force
	 */
	default CompletableFuture<Void> evictAsync(EvictionScope scope) {
		evict(scope);
		return CompletableFuture.completedFuture(null);
	}

}
