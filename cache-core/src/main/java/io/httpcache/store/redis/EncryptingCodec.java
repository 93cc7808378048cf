package io.httpcache.store.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.httpcache.store.CorruptEntryException;

/**
 * Encrypts with AES in Galois/Counter mode: the name of the key, the nonce, then the
 * bytes. What they are and where they belong is authenticated too, so that nobody can put
 * one entry in another's place. The first key encrypts, all decrypt. Safe for use by
 * several threads.
 */
final class EncryptingCodec implements ValueCodec {

	private static final int TAG_BITS = 128;

	private static final int NONCE = 12;

	private final Map<String, SecretKey> keys = new LinkedHashMap<>();

	private final byte[] name;

	private final SecretKey first;

	// A nonce must never repeat under a key: a part of this instance's own, and one that
	// does not repeat in it
	private final int instance = new SecureRandom().nextInt();

	private final Tokens tokens;

	EncryptingCodec(List<EncryptionKey> keys, Tokens tokens) {
		keys.forEach((key) -> this.keys.putIfAbsent(key.id(), new SecretKeySpec(key.secret(), "AES")));
		this.name = keys.get(0).id().getBytes(StandardCharsets.US_ASCII);
		this.first = new SecretKeySpec(keys.get(0).secret(), "AES");
		this.tokens = tokens;
	}

	@Override
	public byte[] encode(byte[] plain, Part part, byte[] index) {
		byte[] nonce = ByteBuffer.allocate(NONCE).putInt(this.instance).putLong(this.tokens.next()).array();
		try {
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, this.first, nonce, part, index);
			byte[] encoded = new byte[1 + this.name.length + NONCE + cipher.getOutputSize(plain.length)];
			ByteBuffer.wrap(encoded).put((byte) this.name.length).put(this.name).put(nonce);
			cipher.doFinal(plain, 0, plain.length, encoded, 1 + this.name.length + NONCE);
			return encoded;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("AES is not available", ex);
		}
	}

	@Override
	public byte[] decode(byte[] stored, Part part, byte[] index) throws CorruptEntryException {
		int start = (stored.length > 0) ? 1 + (stored[0] & 0xFF) : 1;
		if (stored.length < start + NONCE + TAG_BITS / Byte.SIZE) {
			throw new CorruptEntryException("not encrypted");
		}
		SecretKey key = this.keys.get(new String(stored, 1, start - 1, StandardCharsets.ISO_8859_1));
		if (key == null) {
			throw new CorruptEntryException("encrypted with an unknown key");
		}
		byte[] nonce = new byte[NONCE];
		System.arraycopy(stored, start, nonce, 0, NONCE);
		try {
			return cipher(Cipher.DECRYPT_MODE, key, nonce, part, index).doFinal(stored, start + NONCE,
					stored.length - start - NONCE);
		}
		catch (GeneralSecurityException ex) {
			throw new CorruptEntryException("not encrypted by this cache");
		}
	}

	private static Cipher cipher(int mode, SecretKey key, byte[] nonce, Part part, byte[] index)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(new byte[] { (byte) part.ordinal() });
		cipher.updateAAD(index);
		return cipher;
	}

}
