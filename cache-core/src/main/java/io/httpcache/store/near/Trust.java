package io.httpcache.store.near;

import java.time.Clock;
import java.time.Duration;

/**
 * Whether what is in memory can be relied on: everything that other instances told since
 * it was read has arrived. It can while our own beats come back through the channel in
 * time. Whenever that was in doubt, the era ends, and what was read before is to be
 * checked against the shared store. Safe for use by several threads.
 */
final class Trust {

	private static final int REMEMBERED = 64;

	private final Clock clock;

	private final long limit;

	private final long[] sentAt = new long[REMEMBERED];

	private int sent;

	/** The last beat that came back, or after which there was a doubt. */
	private int heard;

	private volatile boolean doubtful = true;

	private volatile int era;

	private volatile long heardAt;

	/**
	 * Doubtful until the first beat has come back.
	 * @param clock tells the time
	 * @param limit for how long a beat that came back stands for the channel, counted
	 * from when it was sent
	 */
	Trust(Clock clock, Duration limit) {
		this.clock = clock;
		this.limit = limit.toMillis();
	}

	/** The era in which a look-up in the shared store begins. */
	int era() {
		return this.era;
	}

	/**
	 * Whether what was read in an era may be used as it is.
	 * @param era the era
	 * @param now epoch milliseconds
	 * @return {@code false} when it is to be checked
	 */
	boolean holds(int era, long now) {
		// Beats come from a thread that may have been paused with all others
		return era == this.era && !this.doubtful && Math.abs(now - this.heardAt) <= this.limit;
	}

	/**
	 * A beat is about to be sent.
	 * @return its number
	 */
	synchronized int beat() {
		int number = ++this.sent;
		this.sentAt[number & (REMEMBERED - 1)] = this.clock.millis();
		return number;
	}

	/**
	 * A beat of ours came back.
	 * @param number its number
	 */
	synchronized void heard(int number) {
		if (number - this.heard <= 0 || number - this.sent > 0 || this.sent - number >= REMEMBERED) {
			return;
		}
		long at = this.sentAt[number & (REMEMBERED - 1)];
		if (Math.abs(at - this.heardAt) > this.limit) {
			this.doubtful = true;
		}
		this.heard = number;
		this.heardAt = at;
		if (this.doubtful) {
			this.era = this.era + 1;
			this.doubtful = false;
		}
	}

	/** The channel may have lost something, or does so now. */
	synchronized void doubt() {
		this.doubtful = true;
		this.heard = this.sent;
	}

	/** Something was lost, but the channel works. */
	synchronized void missed() {
		this.era = this.era + 1;
	}

}
