package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * The history of a URI's invalidations, as two random values: the first is new after each
 * invalidation, the second after each expiry too. In Redis both in hexadecimal digits,
 * with a dot between.
 *
 * @param value what entries must have been stored under to be valid
 * @param expiry what variants must have been stored under to be fresh
 */
record Generation(long value, long expiry) {

	private static final int DIGITS = 16;

	/**
	 * Reads what is in Redis.
	 * @param bytes the bytes or {@code null}
	 * @return the generation, or {@code null} when there is none or something else
	 */
	static @Nullable Generation read(byte @Nullable [] bytes) {
		if (bytes == null || bytes.length != 2 * DIGITS + 1 || bytes[DIGITS] != '.') {
			return null;
		}
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		try {
			return new Generation(HexFormat.fromHexDigitsToLong(text, 0, DIGITS),
					HexFormat.fromHexDigitsToLong(text, DIGITS + 1, text.length()));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	byte[] write() {
		return "%016x.%016x".formatted(this.value, this.expiry).getBytes(StandardCharsets.ISO_8859_1);
	}

}
