package io.httpcache.store.caffeine;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Expiry;

import io.httpcache.store.CacheKey;

/**
 * Expires a slot when the last of its variants is of no more use. Reading changes
 * nothing.
 */
final class KeepUntil implements Expiry<CacheKey, Slot> {

	private static final long NANOS_PER_MILLI = 1_000_000;

	private static final long LONGEST_MILLIS = (Long.MAX_VALUE >> 1) / NANOS_PER_MILLI;

	private final Clock clock;

	KeepUntil(Clock clock) {
		this.clock = clock;
	}

	@Override
	public long expireAfterCreate(CacheKey key, Slot slot, long currentTime) {
		long now = this.clock.millis();
		long keepUntil = slot.keepUntil();
		if (keepUntil < now) {
			return 0;
		}
		// Of use up to and with that millisecond.
		return Math.min(keepUntil - now, LONGEST_MILLIS - 1) * NANOS_PER_MILLI + NANOS_PER_MILLI;
	}

	@Override
	public long expireAfterUpdate(CacheKey key, Slot slot, long currentTime, long currentDuration) {
		return expireAfterCreate(key, slot, currentTime);
	}

	@Override
	public long expireAfterRead(CacheKey key, Slot slot, long currentTime, long currentDuration) {
		return currentDuration;
	}

}
