package io.httpcache.store.redis;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Values that nobody else makes: a sequence from a random start, well mixed. Reads the
 * system's randomness once, because that may block. Safe for use by several threads.
 */
final class Tokens {

	private static final long STEP = 0x9E3779B97F4A7C15L;

	private final AtomicLong state = new AtomicLong(new SecureRandom().nextLong());

	long next() {
		long mixed = this.state.getAndAdd(STEP);
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

	/** A token in 16 hexadecimal digits. */
	String nextDigits() {
		return "%016x".formatted(next());
	}

	Generation generation() {
		return new Generation(next(), next());
	}

}
