package io.httpcache.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A store that never fails its caller: what another one throws becomes a miss, and is
 * reported. Errors such as {@link OutOfMemoryError} are no failure of a store and pass.
 * Safe for use by several threads when the other store is.
 */
public final class FailOpenStore implements HttpCacheStore {

	private static final StoreStatistics UNKNOWN = new StoreStatistics("unknown", -1, -1, -1, 0, false);

	private final HttpCacheStore delegate;

	private final StoreFailureListener listener;

	/** Until a response was stored or refused again. */
	private volatile boolean failing;

	/**
	 * Wraps a store.
	 * @param delegate the store that may fail
	 * @param listener hears of each failure
	 */
	public FailOpenStore(HttpCacheStore delegate, StoreFailureListener listener) {
		this.delegate = delegate;
		this.listener = listener;
	}

	@Override
	public StoreLookup find(CacheKey key) {
		try {
			return readable(this.delegate.find(key));
		}
		catch (Exception ex) {
			return failed("find", ex, StoreLookup.UNAVAILABLE);
		}
	}

	private StoreLookup readable(StoreLookup lookup) {
		if (lookup.isCorrupt()) {
			return failed("read", new CorruptEntryException("damaged, foreign or of another version"), lookup);
		}
		return lookup;
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		try {
			return succeeded(this.delegate.put(key, ticket, response, maxVariants));
		}
		catch (Exception ex) {
			return failed("put", ex, false);
		}
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		try {
			return succeeded(this.delegate.freshen(key, ticket, before, after));
		}
		catch (Exception ex) {
			return failed("freshen", ex, false);
		}
	}

	@Override
	public void invalidate(String uri) {
		attempt("invalidate", () -> this.delegate.invalidate(uri));
	}

	@Override
	public void expire(String uri) {
		attempt("expire", () -> this.delegate.expire(uri));
	}

	@Override
	public void evict(EvictionScope scope) {
		attempt("evict", () -> this.delegate.evict(scope));
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		return attempt("entries", () -> this.delegate.entries(limit), List.of());
	}

	@Override
	public StoreStatistics statistics() {
		return attempt("statistics", this.delegate::statistics, UNKNOWN);
	}

	@Override
	public boolean isAvailable() {
		return !this.failing && attempt("available", this.delegate::isAvailable, false);
	}

	@Override
	public String type() {
		return attempt("type", this.delegate::type, UNKNOWN.type());
	}

	@Override
	public FetchLeases leases() {
		return attempt("lease", this.delegate::leases, FetchLeases.NONE);
	}

	@Override
	public void close() {
		attempt("close", this.delegate::close);
	}

	@Override
	public CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		return attemptAsync("find", () -> {
			CompletableFuture<StoreLookup> lookup = this.delegate.findAsync(key);
			if (lookup.isDone() && !lookup.isCompletedExceptionally()) {
				readable(lookup.join());
				return lookup;
			}
			return lookup.thenApply(this::readable);
		}, StoreLookup.UNAVAILABLE);
	}

	@Override
	public CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		return writeAsync("put", () -> this.delegate.putAsync(key, ticket, response, maxVariants));
	}

	@Override
	public CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return writeAsync("freshen", () -> this.delegate.freshenAsync(key, ticket, before, after));
	}

	@Override
	public CompletableFuture<Void> invalidateAsync(String uri) {
		return attemptAsync("invalidate", () -> this.delegate.invalidateAsync(uri));
	}

	@Override
	public CompletableFuture<Void> evictAsync(EvictionScope scope) {
		return attemptAsync("evict", () -> this.delegate.evictAsync(scope));
	}

	private CompletableFuture<Boolean> writeAsync(String operation, Supplier<CompletableFuture<Boolean>> call) {
		try {
			return call.get()
				.handle((stored, failure) -> (failure == null) ? succeeded(stored) : failed(operation, failure, false));
		}
		catch (Exception ex) {
			return CompletableFuture.completedFuture(failed(operation, ex, false));
		}
	}

	private boolean succeeded(boolean stored) {
		this.failing = false;
		return stored;
	}

	private <T> T attempt(String operation, Supplier<T> call, T otherwise) {
		try {
			return call.get();
		}
		catch (Exception ex) {
			return failed(operation, ex, otherwise);
		}
	}

	private void attempt(String operation, Runnable call) {
		attempt(operation, () -> {
			call.run();
			return true;
		}, false);
	}

	private <T> CompletableFuture<T> attemptAsync(String operation, Supplier<CompletableFuture<T>> call, T otherwise) {
		try {
			return call.get().exceptionally((failure) -> failed(operation, failure, otherwise));
		}
		catch (Exception ex) {
			return CompletableFuture.completedFuture(failed(operation, ex, otherwise));
		}
	}

	private CompletableFuture<Void> attemptAsync(String operation, Supplier<CompletableFuture<Void>> call) {
		CompletableFuture<Boolean> done = attemptAsync(operation, () -> call.get().thenApply((nothing) -> true), false);
		return done.thenAccept((succeeded) -> {
		});
	}

	private <T> T failed(String operation, Throwable failure, T otherwise) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof Error error) {
			throw error;
		}
		this.failing = true;
		try {
			this.listener.onFailure(operation, cause);
		}
		catch (RuntimeException ignored) {
			// A listener that fails must not fail the call either.
		}
		return otherwise;
	}

}
