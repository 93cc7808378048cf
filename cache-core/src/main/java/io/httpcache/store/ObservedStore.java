package io.httpcache.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells a listener how the operations of another store ended. Failures pass. Safe for use
 * by several threads when the other store is.
 */
public final class ObservedStore implements HttpCacheStore {

	private final HttpCacheStore delegate;

	private final String tier;

	private final StoreListener listener;

	/**
	 * Wraps a store.
	 * @param delegate the store
	 * @param tier the name for it, as in {@link StoreStatistics#type()}
	 * @param listener hears of each operation
	 */
	public ObservedStore(HttpCacheStore delegate, String tier, StoreListener listener) {
		this.delegate = delegate;
		this.tier = tier;
		this.listener = listener;
	}

	@Override
	public StoreLookup find(CacheKey key) {
		StoreLookup lookup;
		try {
			lookup = this.delegate.find(key);
		}
		catch (RuntimeException ex) {
			ended(StoreOperation.FIND, StoreResult.FAILED);
			throw ex;
		}
		ended(StoreOperation.FIND, result(lookup));
		return lookup;
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return observe(StoreOperation.PUT, () -> this.delegate.put(key, ticket, response, maxVariants));
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return observe(StoreOperation.FRESHEN, () -> this.delegate.freshen(key, ticket, before, after));
	}

	@Override
	public void invalidate(String uri) {
		observe(StoreOperation.INVALIDATE, () -> this.delegate.invalidate(uri));
	}

	@Override
	public void expire(String uri) {
		observe(StoreOperation.EXPIRE, () -> this.delegate.expire(uri));
	}

	@Override
	public void evict(EvictionScope scope) {
		observe(StoreOperation.EVICT, () -> this.delegate.evict(scope));
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		return this.delegate.entries(limit);
	}

	@Override
	public StoreStatistics statistics() {
		return this.delegate.statistics();
	}

	@Override
	public boolean isAvailable() {
		return this.delegate.isAvailable();
	}

	@Override
	public String type() {
		return this.delegate.type();
	}

	@Override
	public FetchLeases leases() {
		return this.delegate.leases();
	}

	@Override
	public void close() {
		this.delegate.close();
	}

	@Override
	public CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		return observeAsync(StoreOperation.FIND, () -> this.delegate.findAsync(key), ObservedStore::result);
	}

	@Override
	public CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		return observeAsync(StoreOperation.PUT, () -> this.delegate.putAsync(key, ticket, response, maxVariants),
				ObservedStore::result);
	}

	@Override
	public CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return observeAsync(StoreOperation.FRESHEN, () -> this.delegate.freshenAsync(key, ticket, before, after),
				ObservedStore::result);
	}

	@Override
	public CompletableFuture<Void> invalidateAsync(String uri) {
		return observeAsync(StoreOperation.INVALIDATE, () -> this.delegate.invalidateAsync(uri),
				(nothing) -> StoreResult.DONE);
	}

	@Override
	public CompletableFuture<Void> evictAsync(EvictionScope scope) {
		return observeAsync(StoreOperation.EVICT, () -> this.delegate.evictAsync(scope), (nothing) -> StoreResult.DONE);
	}

	private static StoreResult result(StoreLookup lookup) {
		if (lookup.isCorrupt()) {
			return StoreResult.CORRUPT;
		}
		return lookup.variants().isEmpty() ? StoreResult.ABSENT : StoreResult.FOUND;
	}

	private static StoreResult result(Boolean stored) {
		return stored ? StoreResult.DONE : StoreResult.REFUSED;
	}

	private boolean observe(StoreOperation operation, Supplier<Boolean> call) {
		boolean stored;
		try {
			stored = call.get();
		}
		catch (RuntimeException ex) {
			ended(operation, StoreResult.FAILED);
			throw ex;
		}
		ended(operation, result(stored));
		return stored;
	}

	private void observe(StoreOperation operation, Runnable call) {
		observe(operation, () -> {
			call.run();
			return true;
		});
	}

	private <T> CompletableFuture<T> observeAsync(StoreOperation operation, Supplier<CompletableFuture<T>> call,
			Function<T, StoreResult> result) {
		CompletableFuture<T> future;
		try {
			future = call.get();
		}
		catch (RuntimeException ex) {
			ended(operation, StoreResult.FAILED);
			throw ex;
		}
		if (future.isDone() && !future.isCompletedExceptionally()) {
			// What is in memory needs no further stage
			ended(operation, result.apply(future.join()));
			return future;
		}
		return future.whenComplete(
				(value, failure) -> ended(operation, (failure != null) ? StoreResult.FAILED : result.apply(value)));
	}

	private void ended(StoreOperation operation, StoreResult result) {
		this.listener.ended(this.tier, operation, result);
	}

}
