package io.httpcache.store.caffeine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionLog;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;

/**
 * The embedded store: Caffeine, weighed in bytes. Never blocks on I/O.
 *
 * <p>
 * Validity rests on counters, not on removal: a slot carries the generation of its URI
 * and the number of the last eviction that its responses outlived, both as they were
 * <em>before the fetch</em>, and a look-up compares them with the present ones. Removal
 * follows, for memory and true figures.
 */
public final class CaffeineStore implements HttpCacheStore {

	// Caffeine's own expiry moves an entry in its timer wheel on every read, which costs
	// a hit five times over; so look-ups compare, and a scan now and then makes room.
	private static final long TIDY_ON_PUT_MILLIS = 30_000;

	private static final long TIDY_ON_STATISTICS_MILLIS = 1_000;

	/**
	 * Bytes of heap that a key takes beside its URI and its variants, as measured: the
	 * key and its string 80, slot and list 64, state and reference 70, Caffeine's node
	 * 94.
	 */
	static final int WEIGHT_OF_KEY = 292;

	private final long maxBytes;

	private final Clock clock;

	private final Executor executor;

	private final LongAdder evictions;

	private final Cache<CacheKey, Slot> slots;

	private final UriStates states = new UriStates();

	private final EvictionLog log = new EvictionLog();

	private final SharedValues shared = new SharedValues();

	private final SlotKeeper keeper;

	private final AtomicLong lastTidied;

	private final AtomicInteger tidyRequests = new AtomicInteger();

	private volatile boolean closed;

	/**
	 * A store.
	 * @param maxBytes what all entries together may weigh, in bytes
	 * @param clock tells when an entry is of no more use; the clock of the cache
	 * @param executor runs Caffeine's maintenance and the removal of what was evicted
	 */
	public CaffeineStore(long maxBytes, Clock clock, Executor executor) {
		this(maxBytes, clock, executor, new LongAdder());
	}

	/**
	 * A store.
	 * @param maxBytes what all entries together may weigh, in bytes
	 * @param clock tells when an entry is of no more use; the clock of the cache
	 * @param executor runs Caffeine's maintenance and the removal of what was evicted
	 * @param evictions counts the responses that were dropped for lack of room
	 */
	public CaffeineStore(long maxBytes, Clock clock, Executor executor, LongAdder evictions) {
		this.maxBytes = maxBytes;
		this.clock = clock;
		this.executor = executor;
		this.evictions = evictions;
		this.keeper = new SlotKeeper(this.log, clock);
		this.lastTidied = new AtomicLong(clock.millis());
		this.slots = Caffeine.newBuilder()
			.maximumWeight(maxBytes)
			.weigher(CaffeineStore::weigh)
			.executor(executor)
			.evictionListener(this::evicted)
			.build();
	}

	@Override
	public StoreLookup find(CacheKey key) {
		Slot slot = this.slots.getIfPresent(key);
		if (slot != null && !slot.isCurrent(this.log.sequence(), this.clock.millis())) {
			slot = this.slots.asMap().computeIfPresent(key, this.keeper::bringUpToDate);
		}
		return (slot != null) ? slot : miss(key);
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		if (WEIGHT_OF_KEY + key.uri().length() + (long) response.weight() > this.maxBytes
				|| !this.keeper.isOfUse(response)) {
			return false;
		}
		return store(key, ticket, this.shared.share(response), (variants) -> {
			variants.removeIf(response::replaces);
			return true;
		}, maxVariants);
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return store(key, ticket, this.shared.share(after), (variants) -> {
			boolean present = variants.removeIf((variant) -> isSame(variant, before));
			variants.removeIf((variant) -> present && after.replaces(variant));
			return present;
		}, Integer.MAX_VALUE);
	}

	@Override
	public void invalidate(String uri) {
		UriState state = this.states.get(uri);
		if (state == null) {
			return;
		}
		for (CacheKey key : state.invalidate()) {
			this.slots.asMap().computeIfPresent(key, this.keeper::bringUpToDate);
		}
	}

	@Override
	public void expire(String uri) {
		UriState state = this.states.get(uri);
		if (state != null) {
			state.expire();
		}
	}

	@Override
	public void evict(EvictionScope scope) {
		this.log.append(scope);
		// Who asks for figures right after it is told what is left
		this.lastTidied.set(this.clock.millis() - TIDY_ON_PUT_MILLIS);
		tidyLater();
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		List<StoredEntry> entries = new ArrayList<>();
		for (Map.Entry<CacheKey, Slot> entry : this.slots.asMap().entrySet()) {
			Slot slot = this.keeper.current(entry.getKey(), entry.getValue());
			for (StoredResponse variant : (slot != null) ? slot.variants() : List.<StoredResponse>of()) {
				if (entries.size() >= limit) {
					return entries;
				}
				entries.add(new StoredEntry(entry.getKey(), variant));
			}
		}
		return entries;
	}

	@Override
	public StoreStatistics statistics() {
		if (isTidyDue(TIDY_ON_STATISTICS_MILLIS)) {
			this.slots.asMap().forEach(this::tidy);
		}
		this.slots.cleanUp();
		long bytes = this.slots.policy().eviction().orElseThrow().weightedSize().orElse(-1);
		return new StoreStatistics("caffeine", this.keeper.responses(), bytes, this.maxBytes, this.evictions.sum(),
				!this.closed);
	}

	@Override
	public void close() {
		this.closed = true;
		this.log.append(new EvictionScope.All());
		tidy();
	}

	private Slot miss(CacheKey key) {
		UriState state = this.states.getOrCreate(key.uri());
		return new Slot(state, state.generation(), state.expirations(), this.log.sequence(), List.of());
	}

	private boolean store(CacheKey key, StoreTicket ticket, StoredResponse response, Storing.Displacement displacement,
			int maxVariants) {
		if (this.closed || !(ticket instanceof Slot before) || this.states.get(key.uri()) != before.state()) {
			return false;
		}
		Storing storing = new Storing(this.keeper, before, response, displacement, maxVariants);
		this.slots.asMap().compute(key, storing::apply);
		if (isTidyDue(TIDY_ON_PUT_MILLIS)) {
			tidyLater();
		}
		return storing.hasStored();
	}

	// Caffeine calls this within the removal, so no newer slot of the key can be there.
	private void evicted(@Nullable CacheKey key, @Nullable Slot slot, RemovalCause cause) {
		if (key == null || slot == null) {
			return;
		}
		this.keeper.forget(key, slot);
		if (cause == RemovalCause.SIZE) {
			this.evictions.add(slot.variants().size());
		}
	}

	private void tidyLater() {
		if (this.tidyRequests.getAndIncrement() == 0) {
			try {
				this.executor.execute(this::tidy);
			}
			catch (RejectedExecutionException ex) {
				tidy();
			}
		}
	}

	private boolean isTidyDue(long afterMillis) {
		long now = this.clock.millis();
		long last = this.lastTidied.get();
		return Math.abs(now - last) >= afterMillis && this.lastTidied.compareAndSet(last, now);
	}

	private void tidy() {
		int served = 0;
		try {
			do {
				served = this.tidyRequests.get();
				this.slots.asMap().forEach(this::tidy);
			}
			while (!this.tidyRequests.compareAndSet(served, 0));
		}
		catch (RuntimeException ex) {
			this.tidyRequests.set(0);
			throw ex;
		}
	}

	private void tidy(CacheKey key, Slot slot) {
		// What nobody reads must not fall out of the log's memory.
		boolean ageing = this.log.sequence() - slot.sequence() > EvictionLog.CAPACITY / 2;
		Slot current = this.keeper.current(key, slot);
		if (ageing || current == null || current.variants().size() < slot.variants().size()) {
			this.slots.asMap().computeIfPresent(key, this.keeper::bringUpToDate);
		}
	}

	// A variant made stale by hand or freshened by someone else still has its body.
	private static boolean isSame(StoredResponse variant, StoredResponse before) {
		return variant == before || (variant.body() == before.body() && variant.method().equals(before.method())
				&& variant.replaces(before));
	}

	private static int weigh(CacheKey key, Slot slot) {
		long weight = WEIGHT_OF_KEY + key.uri().length();
		for (StoredResponse variant : slot.variants()) {
			weight += variant.weight();
		}
		return (int) Math.min(weight, Integer.MAX_VALUE);
	}

}
