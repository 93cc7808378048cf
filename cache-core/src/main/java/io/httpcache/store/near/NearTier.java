package io.httpcache.store.near;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionLog;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.StoredResponse;

/**
 * The look-ups that are kept in memory, each as a whole: what the shared store had under
 * a key at a moment. Nothing is removed for correctness' sake; a look-up says what had
 * happened when it began, and is of no use any more once that is not all. So what was
 * being read while an invalidation came is as harmless as what had been read before. Safe
 * for use by several threads; never blocks.
 */
final class NearTier {

	/** Bytes of heap that a look-up takes beside its URI and its variants. */
	private static final int WEIGHT_OF_LOOKUP = 360;

	private final Cache<CacheKey, NearLookup> lookups;

	private final long ttl;

	private final Clock clock;

	private final Trust trust;

	private final Epochs invalidations = new Epochs();

	private final Epochs changes = new Epochs();

	private final EvictionLog log = new EvictionLog();

	private volatile boolean closed;

	NearTier(long maxBytes, Duration ttl, Clock clock, Executor executor, Trust trust) {
		this.ttl = ttl.toMillis();
		this.clock = clock;
		this.trust = trust;
		this.lookups = Caffeine.newBuilder()
			.maximumWeight(maxBytes)
			.weigher(NearTier::weigh)
			.executor(executor)
			.build();
	}

	private static int weigh(CacheKey key, NearLookup lookup) {
		long weight = WEIGHT_OF_LOOKUP + key.uri().length();
		for (StoredResponse variant : lookup.variants()) {
			weight += variant.weight();
		}
		return (int) Math.min(weight, Integer.MAX_VALUE);
	}

	/** The moment for a look-up in the shared store that begins now. */
	Moment now(CacheKey key) {
		return new Moment(this.invalidations.of(key.uri().hashCode()), this.changes.of(key.hashCode()),
				this.log.sequence(), this.trust.era());
	}

	/**
	 * What is kept of a key and still of use, {@linkplain #isTrusted trusted} or not.
	 * @param key the key
	 * @param now epoch milliseconds
	 * @return the look-up, or {@code null}
	 */
	@Nullable NearLookup get(CacheKey key, long now) {
		NearLookup lookup = this.lookups.getIfPresent(key);
		if (lookup == null) {
			return null;
		}
		int sequence = this.log.sequence();
		if (!isCurrent(key, lookup, sequence, now)) {
			drop(key, lookup);
			return null;
		}
		return (lookup.moment().sequence() == sequence) ? lookup : upTo(key, lookup, sequence);
	}

	private void drop(CacheKey key, NearLookup lookup) {
		this.lookups.asMap().computeIfPresent(key, (same, present) -> (present != lookup) ? present : null);
	}

	boolean isTrusted(NearLookup lookup, long now) {
		return this.trust.holds(lookup.moment().era(), now);
	}

	private boolean isCurrent(CacheKey key, NearLookup lookup, int sequence, long now) {
		Moment moment = lookup.moment();
		return now <= lookup.until() && moment.changes() == this.changes.of(key.hashCode())
				&& moment.invalidations() == this.invalidations.of(key.uri().hashCode())
				&& !isEvicted(key, lookup, sequence) && !this.closed;
	}

	private boolean isEvicted(CacheKey key, NearLookup lookup, int sequence) {
		int from = lookup.moment().sequence();
		if (from == sequence) {
			return false;
		}
		for (StoredResponse variant : lookup.variants()) {
			if (this.log.covers(from, sequence, key.uri(), variant)) {
				return true;
			}
		}
		return false;
	}

	/** So that the next look-up need not go through the same evictions. */
	private NearLookup upTo(CacheKey key, NearLookup lookup, int sequence) {
		Moment moment = lookup.moment();
		NearLookup checked = new NearLookup(
				new Moment(moment.invalidations(), moment.changes(), sequence, moment.era()), lookup.shared(),
				lookup.variants(), lookup.until());
		this.lookups.asMap().computeIfPresent(key, (same, present) -> (present != lookup) ? present : checked);
		return checked;
	}

	/**
	 * Keeps what a look-up in the shared store brought.
	 * @param key the key
	 * @param moment when it began
	 * @param found what it brought
	 * @return the look-up to hand on
	 */
	NearLookup keep(CacheKey key, Moment moment, RecoveredLookup found) {
		NearLookup lookup = new NearLookup(moment, found.bare(), found.variants(), until(found.variants(), null));
		keep(key, lookup);
		return lookup;
	}

	/**
	 * Keeps what has been stored in the shared store, if nothing else happened to the key
	 * since its ticket was taken.
	 * @param key the key
	 * @param ticket the ticket
	 * @param response what was stored
	 * @param others the variants beside it
	 */
	void stored(CacheKey key, NearLookup ticket, StoredResponse response, List<StoredResponse> others) {
		Moment before = ticket.moment();
		int change = this.changes.advance(key.hashCode());
		if (change - before.changes() == 1) {
			keep(key, before, change, ticket, response, others);
		}
	}

	/**
	 * Keeps what the shared store could not take because it is away, unless something
	 * happened that the response does not know of.
	 * @param key the key
	 * @param ticket the ticket
	 * @param response what was not stored
	 * @param others the variants beside it
	 * @return whether it is kept
	 */
	boolean keepAlone(CacheKey key, NearLookup ticket, StoredResponse response, List<StoredResponse> others) {
		Moment before = ticket.moment();
		int change = this.changes.advance(key.hashCode());
		if (change - before.changes() != 1 || before.invalidations() != this.invalidations.of(key.uri().hashCode())
				|| this.log.covers(before.sequence(), this.log.sequence(), key.uri(), response) || this.closed) {
			return false;
		}
		keep(key, before, change, ticket, response, others);
		return true;
	}

	private void keep(CacheKey key, Moment before, int change, NearLookup ticket, StoredResponse response,
			List<StoredResponse> others) {
		List<StoredResponse> variants = new ArrayList<>(others.size() + 1);
		variants.add(response);
		variants.addAll(others);
		Moment moment = new Moment(before.invalidations(), change, before.sequence(), before.era());
		keep(key, new NearLookup(moment, ticket.shared(), List.copyOf(variants),
				until(variants, others.isEmpty() ? null : ticket)));
	}

	private void keep(CacheKey key, NearLookup lookup) {
		if (!lookup.variants().isEmpty() && !this.closed) {
			this.lookups.put(key, lookup);
		}
		else {
			this.lookups.invalidate(key);
		}
	}

	/** Variants that were there before are not to stay longer than they would have. */
	private long until(List<StoredResponse> variants, @Nullable NearLookup before) {
		long latest = Long.MIN_VALUE;
		for (StoredResponse variant : variants) {
			latest = Math.max(latest, variant.keepUntil());
		}
		long until = Math.min(latest, this.clock.millis() + this.ttl);
		return (before != null) ? Math.min(until, before.until()) : until;
	}

	/** Something was stored under a key, here or elsewhere. */
	void changed(int keyHash) {
		this.changes.advance(keyHash);
	}

	/** A URI was invalidated, here or elsewhere. */
	void invalidated(int uriHash) {
		this.invalidations.advance(uriHash);
	}

	/** A scope was evicted, here or elsewhere. */
	void evicted(EvictionScope scope) {
		this.log.append(scope);
		if (scope instanceof EvictionScope.All) {
			this.lookups.invalidateAll();
		}
	}

	/** Makes room where it is taken by what is of no use any more. */
	void tidy() {
		long now = this.clock.millis();
		for (Map.Entry<CacheKey, NearLookup> entry : this.lookups.asMap().entrySet()) {
			if (!isCurrent(entry.getKey(), entry.getValue(), this.log.sequence(), now)) {
				drop(entry.getKey(), entry.getValue());
			}
		}
	}

	/** How many look-ups are kept. */
	long size() {
		return this.lookups.estimatedSize();
	}

	/** Keeps nothing any more. */
	void close() {
		this.closed = true;
		this.lookups.invalidateAll();
	}

}
