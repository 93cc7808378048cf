package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import io.httpcache.store.CacheKey;

/**
 * Names of keys in Redis. All keys of a URI have the same hash tag, the first 128 bits of
 * its SHA-256, so that a cluster keeps them in one slot. Immutable.
 */
final class RedisKeys {

	private static final int DIGITS = 32;

	private static final byte[] NO_PARTITION = { '-' };

	private static final byte[] GENERATION = { 'g' };

	private final byte[] prefix;

	private final byte[] sequence;

	private final byte[] marks;

	private final byte[] tidying;

	private final byte[] leases;

	RedisKeys(String prefix) {
		this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
		this.sequence = (prefix + "{marks}:sequence").getBytes(StandardCharsets.UTF_8);
		this.marks = (prefix + "{marks}:log").getBytes(StandardCharsets.UTF_8);
		this.tidying = (prefix + "{marks}:tidying").getBytes(StandardCharsets.UTF_8);
		this.leases = (prefix + "leases").getBytes(StandardCharsets.UTF_8);
	}

	/** What the number of the last mark is under. */
	byte[] sequence() {
		return this.sequence;
	}

	/** What the marks are under, in the slot of their sequence. */
	byte[] marks() {
		return this.marks;
	}

	/** What says that somebody tidied up lately. */
	byte[] tidying() {
		return this.tidying;
	}

	/** What the generation of a URI is under. */
	byte[] generation(String uri) {
		return of(uri, GENERATION);
	}

	/** What the index of a key's variants is under. */
	byte[] index(CacheKey key) {
		String partition = key.partition();
		return of(key.uri(), partition.isEmpty() ? NO_PARTITION : partition.getBytes(StandardCharsets.ISO_8859_1));
	}

	/** What the body in a place of an index is under. */
	static byte[] body(byte[] index, int place) {
		byte[] suffix = (":" + place).getBytes(StandardCharsets.ISO_8859_1);
		byte[] key = Arrays.copyOf(index, index.length + suffix.length);
		System.arraycopy(suffix, 0, key, index.length, suffix.length);
		return key;
	}

	private byte[] of(String uri, byte[] suffix) {
		byte[] digits = HexFormat.of().formatHex(sha256(uri), 0, DIGITS / 2).getBytes(StandardCharsets.ISO_8859_1);
		int start = this.prefix.length;
		byte[] key = Arrays.copyOf(this.prefix, start + DIGITS + 3 + suffix.length);
		key[start] = '{';
		System.arraycopy(digits, 0, key, start + 1, DIGITS);
		key[start + 1 + DIGITS] = '}';
		key[start + 2 + DIGITS] = ':';
		System.arraycopy(suffix, 0, key, start + 3 + DIGITS, suffix.length);
		return key;
	}

	/** What the lease to fetch a key is under, one for each generation and selection. */
	static byte[] lease(byte[] index, long generation, long selection) {
		byte[] suffix = ":lease:%016x:%016x".formatted(generation, selection).getBytes(StandardCharsets.ISO_8859_1);
		byte[] key = Arrays.copyOf(index, index.length + suffix.length);
		System.arraycopy(suffix, 0, key, index.length, suffix.length);
		return key;
	}

	/** The channel on which leases are given back. */
	byte[] leases() {
		return this.leases;
	}

	/**
	 * The pattern that all keys of URIs match, and few others.
	 * @return a glob as {@code SCAN} understands it
	 */
	String pattern() {
		return new String(this.prefix, StandardCharsets.UTF_8).replaceAll("[\\\\*?\\[\\]^]", "\\\\$0") + "{*}:*";
	}

	/** Whether a key is that of an index. */
	boolean isIndex(byte[] key) {
		int rest = key.length - this.prefix.length - DIGITS - 3;
		return (rest == 1 || rest == DIGITS) && Arrays.mismatch(key, this.prefix) >= this.prefix.length
				&& key[key.length - 1] != 'g';
	}

	/** The key of the generation that an index depends on. */
	byte[] generationOf(byte[] index) {
		byte[] key = Arrays.copyOf(index, this.prefix.length + DIGITS + 4);
		key[key.length - 1] = 'g';
		return key;
	}

	/** The key in the cache of an index. */
	CacheKey keyOf(byte[] index, String uri) {
		int start = this.prefix.length + DIGITS + 3;
		if (index.length - start != DIGITS) {
			return new CacheKey(uri, 0, 0);
		}
		String partition = new String(index, start, DIGITS, StandardCharsets.ISO_8859_1);
		return new CacheKey(uri, HexFormat.fromHexDigitsToLong(partition, 0, DIGITS / 2),
				HexFormat.fromHexDigitsToLong(partition, DIGITS / 2, DIGITS));
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
