package io.httpcache.store.near;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.FetchLeases;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.StoreInvalidation;
import io.httpcache.store.StoreListener;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;

/**
 * A cache in memory in front of a store that instances share, coherent with those of the
 * others: what is stored or invalidated through one instance is told to all. A look-up
 * that memory answers does no I/O; what it hands out is what the shared store held within
 * the near TTL and nobody has changed since, as far as the channel can be relied on. When
 * it cannot, every look-up is checked against the shared store, and answered from memory
 * within the near TTL only when that is away too.
 *
 * <p>
 * Figures and entries are the shared store's. Safe for use by several threads; blocks
 * only where the shared store does.
 */
public final class NearCacheStore implements HttpCacheStore {

	/** The name of this tier for meters. */
	public static final String TIER = "near-cache";

	/** How often {@link #beat()} is to be called. */
	public static final Duration PERIOD = Duration.ofSeconds(1);

	/** For how long a beat that came back says that nothing is being lost. */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

	private static final long TIDY_EVERY_MILLIS = 30_000;

	private final RecoveringStore shared;

	private final NearTier tier;

	private final Coherence coherence;

	private final Clock clock;

	private final @Nullable StoreListener listener;

	private volatile long tidiedAt;

	/**
	 * Puts memory in front of a shared store.
	 * @param shared the shared store
	 * @param settings how much and for how long
	 * @param channel reaches the other instances; closed with this store
	 * @param clock tells the time, the same as that of the cache
	 * @param upkeep runs Caffeine's maintenance
	 * @param background runs what talks to the other instances, one after the other; may
	 * be blocked by the channel
	 */
	public NearCacheStore(RecoveringStore shared, Settings settings, CoherenceChannel channel, Clock clock,
			Executor upkeep, Executor background) {
		Trust trust = new Trust(clock, LONGEST_SILENCE);
		this.shared = shared;
		this.tier = new NearTier(settings.maxBytes(), settings.ttl(), clock, upkeep, trust);
		this.coherence = new Coherence(channel, this.tier, trust, LONGEST_SILENCE, clock, background);
		this.clock = clock;
		this.listener = null;
		this.tidiedAt = clock.millis();
		shared.onApplied(this::applied);
		this.coherence.open();
	}

	private NearCacheStore(NearCacheStore origin, RecoveringStore shared, StoreListener listener) {
		this.shared = shared;
		this.tier = origin.tier;
		this.coherence = origin.coherence;
		this.clock = origin.clock;
		this.listener = listener;
		this.tidiedAt = origin.tidiedAt;
	}

	@Override
	public FetchLeases leases() {
		return this.shared.leases();
	}

	@Override
	public HttpCacheStore observed(StoreListener listener) {
		return new NearCacheStore(this, this.shared.observed(listener), listener);
	}

	/**
	 * Sends a sign of life and looks after what was noticed. To be called every
	 * {@link #PERIOD}, by one thread at a time; may block.
	 */
	public void beat() {
		this.coherence.beat();
		long now = this.clock.millis();
		if (Math.abs(now - this.tidiedAt) >= TIDY_EVERY_MILLIS) {
			this.tidiedAt = now;
			this.tier.tidy();
		}
	}

	/**
	 * Whether all that other instances tell is being heard, as far as anybody can know.
	 * @return {@code false} while each look-up is checked against the shared store
	 */
	public boolean isCoherent() {
		return this.coherence.isFirm();
	}

	@Override
	public StoreLookup find(CacheKey key) {
		long now = this.clock.millis();
		NearLookup near = this.tier.get(key, now);
		if (near != null && this.tier.isTrusted(near, now)) {
			return ended(near);
		}
		Moment moment = this.tier.now(key);
		return ended(near, found(key, moment, near, this.shared.find(key)));
	}

	@Override
	public CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		long now = this.clock.millis();
		NearLookup near = this.tier.get(key, now);
		if (near != null && this.tier.isTrusted(near, now)) {
			return CompletableFuture.completedFuture(ended(near));
		}
		Moment moment = this.tier.now(key);
		return this.shared.findAsync(key)
			.thenApply((found) -> ended(near, found(key, moment, near, (RecoveredLookup) found)));
	}

	private NearLookup found(CacheKey key, Moment moment, @Nullable NearLookup near, RecoveredLookup found) {
		if (!found.isAway()) {
			return this.tier.keep(key, moment, found);
		}
		// It may have been invalidated while the shared store did not answer
		NearLookup still = (near != null) ? this.tier.get(key, this.clock.millis()) : null;
		return (still != null) ? still : new NearLookup(moment, found, List.of(), Long.MIN_VALUE);
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		if (!(ticket instanceof NearLookup before)) {
			return refused();
		}
		Attempt attempt = this.shared.tryPut(key, before.shared(), response, maxVariants);
		return stored(attempt, key, before, response, others(before, response, maxVariants), StoreOperation.PUT);
	}

	@Override
	public CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		if (!(ticket instanceof NearLookup before)) {
			return CompletableFuture.completedFuture(refused());
		}
		return this.shared.tryPutAsync(key, before.shared(), response, maxVariants)
			.thenApply((attempt) -> stored(attempt, key, before, response, others(before, response, maxVariants),
					StoreOperation.PUT));
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		if (!(ticket instanceof NearLookup lookup)) {
			return false;
		}
		Attempt attempt = this.shared.tryFreshen(key, lookup.shared(), before, after);
		return stored(attempt, key, lookup, after, without(lookup, before, after), StoreOperation.FRESHEN);
	}

	@Override
	public CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		if (!(ticket instanceof NearLookup lookup)) {
			return CompletableFuture.completedFuture(false);
		}
		return this.shared.tryFreshenAsync(key, lookup.shared(), before, after)
			.thenApply((attempt) -> stored(attempt, key, lookup, after, without(lookup, before, after),
					StoreOperation.FRESHEN));
	}

	private static List<StoredResponse> others(NearLookup before, StoredResponse response, int maxVariants) {
		List<StoredResponse> others = new ArrayList<>(before.variants());
		others.removeIf(response::replaces);
		return others.subList(0, Math.min(others.size(), Math.max(1, maxVariants) - 1));
	}

	/** What is to stay beside the variant that took another's place. */
	private static List<StoredResponse> without(NearLookup lookup, StoredResponse before, StoredResponse after) {
		List<StoredResponse> others = new ArrayList<>(lookup.variants());
		others.removeIf((variant) -> variant == before || after.replaces(variant));
		return others;
	}

	private boolean stored(Attempt attempt, CacheKey key, NearLookup ticket, StoredResponse response,
			List<StoredResponse> others, StoreOperation operation) {
		boolean stored = switch (attempt) {
			case STORED -> {
				this.tier.stored(key, ticket, response, others);
				this.coherence.tell(new NearEvent.Changed(key.hashCode()));
				yield true;
			}
			case AWAY -> this.tier.keepAlone(key, ticket, response, others);
			case REFUSED -> {
				// Whatever was the reason, memory may not know of it
				this.tier.changed(key.hashCode());
				yield false;
			}
		};
		ended(operation, stored ? StoreResult.DONE : StoreResult.REFUSED);
		return stored;
	}

	@Override
	public void invalidate(String uri) {
		this.tier.invalidated(uri.hashCode());
		this.shared.invalidate(uri);
		invalidated(uri, StoreOperation.INVALIDATE);
	}

	@Override
	public void expire(String uri) {
		this.tier.invalidated(uri.hashCode());
		this.shared.expire(uri);
		invalidated(uri, StoreOperation.EXPIRE);
	}

	@Override
	public void evict(EvictionScope scope) {
		this.tier.evicted(scope);
		this.shared.evict(scope);
		evicted(scope);
	}

	@Override
	public CompletableFuture<Void> invalidateAsync(String uri) {
		this.tier.invalidated(uri.hashCode());
		return this.shared.invalidateAsync(uri).thenRun(() -> invalidated(uri, StoreOperation.INVALIDATE));
	}

	@Override
	public CompletableFuture<Void> evictAsync(EvictionScope scope) {
		this.tier.evicted(scope);
		return this.shared.evictAsync(scope).thenRun(() -> evicted(scope));
	}

	// Once more: what was read from the shared store meanwhile may be from before
	private void invalidated(String uri, StoreOperation operation) {
		this.tier.invalidated(uri.hashCode());
		ended(operation, StoreResult.DONE);
	}

	private void evicted(EvictionScope scope) {
		this.tier.evicted(scope);
		ended(StoreOperation.EVICT, StoreResult.DONE);
	}

	/** Others are told when the shared store has it: before, they would read it again. */
	private void applied(StoreInvalidation invalidation) {
		if (invalidation instanceof StoreInvalidation.Scope wide) {
			this.coherence.tell(new NearEvent.Evicted(wide.scope()));
		}
		else if (invalidation instanceof StoreInvalidation.Uri dropped) {
			this.coherence.tell(new NearEvent.Invalidated(dropped.uri().hashCode()));
		}
		else if (invalidation instanceof StoreInvalidation.Expiry expired) {
			this.coherence.tell(new NearEvent.Invalidated(expired.uri().hashCode()));
		}
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		return this.shared.entries(limit);
	}

	@Override
	public StoreStatistics statistics() {
		return this.shared.statistics();
	}

	@Override
	public boolean isAvailable() {
		return this.shared.isAvailable();
	}

	@Override
	public String type() {
		return this.shared.type();
	}

	@Override
	public void close() {
		this.tier.close();
		this.coherence.close();
		this.shared.close();
	}

	private boolean refused() {
		ended(StoreOperation.PUT, StoreResult.REFUSED);
		return false;
	}

	private NearLookup ended(NearLookup found) {
		ended(StoreOperation.FIND, StoreResult.FOUND);
		return found;
	}

	private NearLookup ended(@Nullable NearLookup near, NearLookup found) {
		ended(StoreOperation.FIND, (near != null && near == found) ? StoreResult.FOUND : StoreResult.ABSENT);
		return found;
	}

	private void ended(StoreOperation operation, StoreResult result) {
		if (this.listener != null) {
			this.listener.ended(TIER, operation, result);
		}
	}

	/**
	 * How much is kept in memory and for how long.
	 *
	 * @param maxBytes what all entries together may weigh, in bytes
	 * @param ttl the longest use of an entry without asking the shared store again
	 */
	public record Settings(long maxBytes, Duration ttl) {

	}

}
