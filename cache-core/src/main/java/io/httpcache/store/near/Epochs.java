package io.httpcache.store.near;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often something happened to what has a hash. Hashes share counters, so that there
 * is nothing to keep per URI and nothing to forget: who shares one with another is at
 * worst asked again for what did not change. Safe for use by several threads.
 */
final class Epochs {

	private static final int BITS = 14;

	private final AtomicIntegerArray counters = new AtomicIntegerArray(1 << BITS);

	/**
	 * The present count.
	 * @param hash a hash
	 * @return a number that changes whenever {@link #advance} is called with this hash
	 */
	int of(int hash) {
		return this.counters.get(index(hash));
	}

	/**
	 * Counts one more.
	 * @param hash a hash
	 * @return the new count
	 */
	int advance(int hash) {
		return this.counters.incrementAndGet(index(hash));
	}

	private static int index(int hash) {
		return (hash * 0x9E3779B9) >>> (32 - BITS);
	}

}
