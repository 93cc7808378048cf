package io.httpcache.store.near;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.FetchLeases;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.StoreInvalidation;
import io.httpcache.store.StoreListener;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.near.PendingInvalidations.Pending;

/**
 * A store that may be away, made safe to use meanwhile. Its failures are misses. An
 * invalidation is in force in this JVM at once, whatever becomes of it: until the other
 * store has it, what that store holds of the entries concerned is not read, and what was
 * fetched before is not stored. Invalidations that failed are brought to the store when
 * it is back.
 *
 * <p>
 * Tickets carry this JVM's own history too: while the other store is away, a request that
 * starts after an invalidation here still differs from one that started before, and what
 * a store that came back empty has forgotten is not forgotten here. Safe for use by
 * several threads; blocks only where the other store does.
 */
public final class RecoveringStore implements HttpCacheStore {

	/** How often {@link #recover()} is to be called. */
	public static final Duration PERIOD = Duration.ofMillis(500);

	/** How many invalidations are kept; one takes some hundred bytes. */
	private static final int CAPACITY = 10_000;

	/** What is looked up to see whether the store answers. */
	private static final CacheKey PROBE = new CacheKey("httpcache:probe", 0, 0);

	private final HttpCacheStore delegate;

	private final Recovery recovery;

	/**
	 * Wraps a store.
	 * @param delegate the store that may be away: it throws, or finds
	 * {@link StoreLookup#UNAVAILABLE}
	 * @param background runs what brings invalidations to the store when it is back; may
	 * be blocked by it
	 */
	public RecoveringStore(HttpCacheStore delegate, Executor background) {
		this(delegate, background, CAPACITY);
	}

	RecoveringStore(HttpCacheStore delegate, Executor background, int capacity) {
		this(delegate, new Recovery(background, capacity));
	}

	private RecoveringStore(HttpCacheStore delegate, Recovery recovery) {
		this.delegate = delegate;
		this.recovery = recovery;
	}

	@Override
	public RecoveringStore observed(StoreListener listener) {
		return new RecoveringStore(this.delegate.observed(listener), this.recovery);
	}

	@Override
	public FetchLeases leases() {
		return isAway() ? FetchLeases.NONE : this.delegate.leases();
	}

	/**
	 * Hears of each invalidation once the shared store has it, at once or later.
	 * @param listener the listener, called on the thread that brought it there
	 */
	void onApplied(Consumer<StoreInvalidation> listener) {
		this.recovery.onApplied(listener);
	}

	/**
	 * Whether the last attempt to reach the other store failed.
	 * @return {@code true} while it is away
	 */
	public boolean isAway() {
		return this.recovery.isAway();
	}

	@Override
	public boolean isAvailable() {
		return !isAway();
	}

	/**
	 * How many invalidations the other store does not have yet.
	 * @return the count
	 */
	public int pending() {
		return this.recovery.pending().size();
	}

	@Override
	public RecoveredLookup find(CacheKey key) {
		RecoveredLookup before = this.recovery.before(key);
		Denial denial = this.recovery.pending().denial(key.uri());
		if (denial.drops()) {
			return before;
		}
		try {
			return found(key, before, denial, this.delegate.find(key));
		}
		catch (Exception ex) {
			this.recovery.failed(ex);
			return before;
		}
	}

	@Override
	public CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		RecoveredLookup before = this.recovery.before(key);
		Denial denial = this.recovery.pending().denial(key.uri());
		if (denial.drops()) {
			return CompletableFuture.completedFuture(before);
		}
		return attempt(() -> this.delegate.findAsync(key)).handle((lookup, failure) -> {
			if (failure == null) {
				return found(key, before, denial, lookup);
			}
			this.recovery.failed(failure);
			return before;
		});
	}

	private RecoveredLookup found(CacheKey key, RecoveredLookup before, Denial denial, StoreLookup found) {
		if (found.ticket() == StoreTicket.UNAVAILABLE) {
			this.recovery.failed(null);
			return before;
		}
		this.recovery.succeeded(this::recover);
		return new RecoveredLookup(denial.usable(key.uri(), found.variants()), found.ticket(), before.epoch(),
				before.sequence(), found.isCorrupt());
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return tryPut(key, ticket, response, maxVariants) == Attempt.STORED;
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return tryFreshen(key, ticket, before, after) == Attempt.STORED;
	}

	@Override
	public CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		return tryPutAsync(key, ticket, response, maxVariants).thenApply((attempt) -> attempt == Attempt.STORED);
	}

	@Override
	public CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return tryFreshenAsync(key, ticket, before, after).thenApply((attempt) -> attempt == Attempt.STORED);
	}

	Attempt tryPut(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return tryStore(key, ticket, response, (shared) -> this.delegate.put(key, shared, response, maxVariants));
	}

	Attempt tryFreshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return tryStore(key, ticket, after, (shared) -> this.delegate.freshen(key, shared, before, after));
	}

	private Attempt tryStore(CacheKey key, StoreTicket ticket, StoredResponse response,
			Function<StoreTicket, Boolean> call) {
		Attempt refusal = this.recovery.refusal(key, ticket, response);
		if (refusal != null) {
			return refusal;
		}
		try {
			return stored(call.apply(((RecoveredLookup) ticket).shared()));
		}
		catch (Exception ex) {
			this.recovery.failed(ex);
			return Attempt.AWAY;
		}
	}

	CompletableFuture<Attempt> tryPutAsync(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return tryStoreAsync(key, ticket, response,
				(shared) -> this.delegate.putAsync(key, shared, response, maxVariants));
	}

	CompletableFuture<Attempt> tryFreshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return tryStoreAsync(key, ticket, after, (shared) -> this.delegate.freshenAsync(key, shared, before, after));
	}

	private CompletableFuture<Attempt> tryStoreAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			Function<StoreTicket, CompletableFuture<Boolean>> call) {
		Attempt refusal = this.recovery.refusal(key, ticket, response);
		if (refusal != null) {
			return CompletableFuture.completedFuture(refusal);
		}
		return attempt(() -> call.apply(((RecoveredLookup) ticket).shared())).handle((stored, failure) -> {
			if (failure == null) {
				return stored(stored);
			}
			this.recovery.failed(failure);
			return Attempt.AWAY;
		});
	}

	private Attempt stored(boolean stored) {
		this.recovery.succeeded(this::recover);
		return (stored) ? Attempt.STORED : Attempt.REFUSED;
	}

	@Override
	public void invalidate(String uri) {
		apply(this.recovery.begin(new StoreInvalidation.Uri(uri)));
	}

	@Override
	public void expire(String uri) {
		apply(this.recovery.begin(new StoreInvalidation.Expiry(uri)));
	}

	@Override
	public void evict(EvictionScope scope) {
		apply(this.recovery.begin(new StoreInvalidation.Scope(scope)));
	}

	private boolean apply(Pending pending) {
		try {
			pending.invalidation().applyTo(this.delegate);
		}
		catch (Exception ex) {
			this.recovery.lost(ex);
			return false;
		}
		this.recovery.applied(pending, this::recover);
		return true;
	}

	@Override
	public CompletableFuture<Void> invalidateAsync(String uri) {
		return applyAsync(this.recovery.begin(new StoreInvalidation.Uri(uri)));
	}

	@Override
	public CompletableFuture<Void> evictAsync(EvictionScope scope) {
		return applyAsync(this.recovery.begin(new StoreInvalidation.Scope(scope)));
	}

	private CompletableFuture<Void> applyAsync(Pending pending) {
		return attempt(() -> applyAsync(pending.invalidation())).handle((nothing, failure) -> {
			if (failure != null) {
				this.recovery.lost(failure);
			}
			else {
				this.recovery.applied(pending, this::recover);
			}
			return null;
		});
	}

	private CompletableFuture<Void> applyAsync(StoreInvalidation invalidation) {
		if (invalidation instanceof StoreInvalidation.Uri dropped) {
			return this.delegate.invalidateAsync(dropped.uri());
		}
		if (invalidation instanceof StoreInvalidation.Scope wide) {
			return this.delegate.evictAsync(wide.scope());
		}
		// Has no twin: nobody expires on an event loop
		invalidation.applyTo(this.delegate);
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Brings the invalidations that failed to the other store, if it is there; where
	 * there are none, asks whether one that was away is back. To be called regularly;
	 * blocks where the store does.
	 */
	public void recover() {
		if (isAway() && !this.recovery.isOverdue() && !this.recovery.isClosed()) {
			find(PROBE);
		}
		this.recovery.run(this::apply);
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		PendingInvalidations pending = this.recovery.pending();
		List<StoredEntry> entries = this.delegate.entries(limit);
		return pending.isEmpty() ? entries : entries.stream().filter((entry) -> {
			String uri = entry.key().uri();
			return !pending.denial(uri).drops(uri, entry.response());
		}).toList();
	}

	@Override
	public StoreStatistics statistics() {
		try {
			return this.delegate.statistics();
		}
		catch (Exception ex) {
			return new StoreStatistics(type(), -1, -1, -1, 0, false);
		}
	}

	@Override
	public String type() {
		return this.delegate.type();
	}

	@Override
	public void close() {
		this.recovery.close();
		this.delegate.close();
	}

	private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> call) {
		try {
			return call.get();
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
