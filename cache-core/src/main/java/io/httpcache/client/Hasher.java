package io.httpcache.client;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;

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

	private final ByteBuffer pending = ByteBuffer.allocate(2 * CHUNK);

	private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();

	private final byte[] result = new byte[32];

	private final ByteBuffer halves = ByteBuffer.wrap(this.result);

	/**
	 * What the result is the digest of. A thread often sends the same credential again,
	 * and comparing it takes a tenth of hashing it. Weak, for no credential is to outlive
	 * its request here.
	 */
	private WeakReference<String @Nullable []> digested = new WeakReference<>(null);

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

	/**
	 * Digests strings; the halves are in {@link #high()} and {@link #low()} then.
	 * @param parts the strings
	 */
	void digest(KeyParts parts) {
		if (!parts.areThose(this.digested.get())) {
			this.digested.clear();
			add(parts);
			finish();
			this.digested = new WeakReference<>(parts.toArray());
		}
	}

	/**
	 * Digests strings and a body.
	 * @param parts the strings
	 * @param method the method
	 * @param body a body that is part of the key
	 */
	void digest(KeyParts parts, String method, KeyedBody body) {
		this.digested.clear();
		add(parts);
		add(method);
		add(body.mediaType());
		byte[] bytes = Objects.requireNonNull(body.bytes());
		addInt(bytes.length);
		flush();
		update(bytes, bytes.length);
		finish();
	}

	private void add(KeyParts parts) {
		for (int i = 0; i < parts.size(); i++) {
			add(parts.get(i));
		}
	}

	private void add(String text) {
		int length = text.length();
		addInt(length);
		for (int from = 0; from < length; from += CHUNK) {
			int count = Math.min(CHUNK, length - from);
			text.getChars(from, from + count, this.chars, 0);
			addChunk(count);
		}
	}

	private void addChunk(int count) {
		ensure(count);
		int before = this.pending.position();
		this.charBuffer.limit(count).position(0);
		if (this.latin1.reset().encode(this.charBuffer, this.pending, true).isUnderflow()) {
			return;
		}
		this.pending.position(before);
		// Beyond ISO-8859-1: both bytes of each, marked so that no other text looks alike
		addInt(-1);
		for (int i = 0; i < count; i++) {
			addInt(this.chars[i]);
		}
	}

	private void addInt(int value) {
		ensure(Integer.BYTES);
		this.pending.putInt(value);
	}

	private void ensure(int bytes) {
		if (this.pending.remaining() < bytes) {
			flush();
		}
	}

	private void flush() {
		update(this.pending.array(), this.pending.position());
		this.pending.clear();
	}

	private void update(byte[] source, int length) {
		if (this.digest != null) {
			this.digest.update(source, 0, length);
		}
		else if (this.mac != null) {
			this.mac.update(source, 0, length);
		}
	}

	private void finish() {
		flush();
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
		return this.halves.getLong(0);
	}

	long low() {
		return this.halves.getLong(8);
	}

}
