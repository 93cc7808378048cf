package io.httpcache.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The true state of one URL: its versions, and when each ended; and what was promised of
 * it, by writes and evictions that were completed.
 */
final class ChaosResource {

	private static final int REMEMBERED = 64;

	/** When each version ended, in nanoseconds. */
	private final List<Long> ended = new ArrayList<>();

	private final Deque<Promise> promises = new ArrayDeque<>();

	synchronized int version() {
		return this.ended.size();
	}

	/**
	 * A version ends and the next begins.
	 * @param now nanoseconds
	 * @return the next
	 */
	synchronized int write(long now) {
		this.ended.add(now);
		return this.ended.size();
	}

	/**
	 * When a version ended.
	 * @param version the version
	 * @return nanoseconds, or {@link Long#MAX_VALUE} when it has not
	 */
	synchronized long ended(int version) {
		return (version < this.ended.size()) ? this.ended.get(version) : Long.MAX_VALUE;
	}

	/** Something was completed after which no answer may be older than this. */
	synchronized void promise(Promise promise) {
		if (this.promises.size() == REMEMBERED) {
			this.promises.removeFirst();
		}
		this.promises.addLast(promise);
	}

	/**
	 * What an answer must be at least.
	 * @param instance the instance that gives it
	 * @param now when it was asked for, in nanoseconds
	 * @param calmFrom since when others' promises hold too
	 * @param calmTo up to when
	 * @return the least of both kinds
	 */
	synchronized Promise owed(int instance, long now, long calmFrom, long calmTo) {
		long tick = 0;
		int version = 0;
		for (Promise promise : this.promises) {
			boolean own = promise.instance() == instance;
			boolean others = promise.begun() >= calmFrom && promise.completed() <= calmTo;
			if (promise.completed() <= now && (own || others)) {
				tick = Math.max(tick, promise.tick());
				version = Math.max(version, promise.version());
			}
		}
		return new Promise(instance, now, now, tick, version);
	}

	/**
	 * What was completed.
	 *
	 * @param instance through which instance
	 * @param begun when it began, in nanoseconds
	 * @param completed when it ended
	 * @param tick no answer to a request of the origin up to this number, or 0
	 * @param version no version before this
	 */
	record Promise(int instance, long begun, long completed, long tick, int version) {

	}

}
