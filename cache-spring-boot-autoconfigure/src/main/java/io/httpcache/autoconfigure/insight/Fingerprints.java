package io.httpcache.autoconfigure.insight;

import java.security.SecureRandom;
import java.util.zip.CRC32C;

/**
 * Makes 64 bits of what must not be kept as it is. The salt is new with each start and
 * never shown, so that a fingerprint says nothing but "the same" or "another".
 */
final class Fingerprints {

	private static final long PRIME = 0x9E3779B97F4A7C15L;

	private final long salt = new SecureRandom().nextLong();

	long of(String text) {
		long hash = this.salt;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash ^ text.charAt(i)) * PRIME;
			hash ^= hash >>> 29;
		}
		return mix(hash);
	}

	/** Of something that is a hash already. */
	int of(int hash) {
		return (int) mix(this.salt ^ hash);
	}

	long of(byte[] body) {
		CRC32C checksum = new CRC32C();
		checksum.update(body, 0, body.length);
		return mix(this.salt ^ (checksum.getValue() << 31) ^ body.length);
	}

	static long combine(long first, long second) {
		return mix(first * PRIME + second);
	}

	private static long mix(long value) {
		long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
		z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
		return z ^ (z >>> 31);
	}

}
