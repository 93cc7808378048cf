package io.httpcache.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Digests length-prefixed strings into 128 bits of SHA-256, or of HMAC-SHA-256 when there
 * is a secret, without allocating. Used by one thread at a time.
 */
final class Hasher {

	private static final int CHUNK = 1024;

	private final @Nullable MessageDigest digest;

	private final @Nullable Mac mac;

	private final char[] chars = new char[CHUNK];

	private final CharBuffer charBuffer = CharBuffer.wrap(this.chars);

	private final byte[] bytes = new byte[CHUNK];

	private final ByteBuffer byteBuffer = ByteBuffer.wrap(this.bytes);

	private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();

	private final byte[] result = new byte[32];

	private Hasher(@Nullable MessageDigest digest, @Nullable Mac mac) {
		this.digest = digest;
		this.mac = mac;
	}

	static Hasher create(byte @Nullable [] secret) {
		try {
			if (secret == null) {
				return new Hasher(MessageDigest.getInstance("SHA-256"), null);
			}
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret, "HmacSHA256"));
			return new Hasher(null, mac);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256 and HmacSHA256", ex);
		}
	}

	void add(String text) {
		int length = text.length();
		addInt(length);
		for (int from = 0; from < length; from += CHUNK) {
			int count = Math.min(CHUNK, length - from);
			text.getChars(from, from + count, this.chars, 0);
			addChunk(count);
		}
	}

	private void addChunk(int count) {
		this.charBuffer.limit(count).position(0);
		this.byteBuffer.clear();
		CoderResult outcome = this.latin1.reset().encode(this.charBuffer, this.byteBuffer, true);
		if (outcome.isUnderflow()) {
			update(this.bytes, 0, count);
			return;
		}
		// Beyond ISO-8859-1: both bytes of each, marked so that no other text looks alike
		addInt(-1);
		for (int i = 0; i < count; i++) {
			addInt(this.chars[i]);
		}
	}

	void add(byte[] content) {
		addInt(content.length);
		update(content, 0, content.length);
	}

	private void addInt(int value) {
		this.result[0] = (byte) (value >>> 24);
		this.result[1] = (byte) (value >>> 16);
		this.result[2] = (byte) (value >>> 8);
		this.result[3] = (byte) value;
		update(this.result, 0, 4);
	}

	private void update(byte[] source, int offset, int length) {
		if (this.digest != null) {
			this.digest.update(source, offset, length);
		}
		else if (this.mac != null) {
			this.mac.update(source, offset, length);
		}
	}

	/** Ends the digest; the halves are in {@link #high()} and {@link #low()} then. */
	void finish() {
		try {
			if (this.digest != null) {
				this.digest.digest(this.result, 0, this.result.length);
			}
			else if (this.mac != null) {
				this.mac.doFinal(this.result, 0);
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The buffer holds a whole digest", ex);
		}
	}

	long high() {
		return ByteBuffer.wrap(this.result).getLong(0);
	}

	long low() {
		return ByteBuffer.wrap(this.result).getLong(8);
	}

}
