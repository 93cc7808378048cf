package io.httpcache.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that may be read ahead at one time, over all requests.
 */
public final class ReadAheadBudget {

	private final long max;

	private final AtomicLong used = new AtomicLong();

	ReadAheadBudget(long max) {
		this.max = max;
	}

	/**
	 * Takes bytes.
	 * @param bytes how many
	 * @return whether they were there; when not, nothing is taken
	 */
	public boolean tryTake(long bytes) {
		long now = this.used.addAndGet(bytes);
		if (now > this.max) {
			this.used.addAndGet(-bytes);
			return false;
		}
		return true;
	}

	/**
	 * Gives bytes back.
	 * @param bytes how many
	 */
	public void giveBack(long bytes) {
		this.used.addAndGet(-bytes);
	}

	/**
	 * How many bytes are taken now.
	 * @return bytes
	 */
	public long used() {
		return this.used.get();
	}

}
