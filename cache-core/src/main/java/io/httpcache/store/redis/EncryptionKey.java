package io.httpcache.store.redis;

import java.util.Base64;

/**
 * A secret to encrypt entries with, and a name to find it again. Immutable; the array is
 * shared and must not be changed.
 *
 * @param id its name, of 1 to 32 letters, digits, dots, dashes or underscores; stored
 * beside what it encrypted
 * @param secret 16, 24 or 32 bytes for AES
 */
public record EncryptionKey(String id, byte[] secret) {

	public EncryptionKey {
		if (!id.matches("[A-Za-z0-9._-]{1,32}")) {
			throw new IllegalArgumentException("The name of a key has 1 to 32 letters, digits, dots, dashes");
		}
		if (secret.length != 16 && secret.length != 24 && secret.length != 32) {
			throw new IllegalArgumentException("A key for AES has 16, 24 or 32 bytes");
		}
	}

	/**
	 * Reads a key.
	 * @param text {@code id:base64}
	 * @return the key
	 * @throws IllegalArgumentException when it is none; the message does not repeat it
	 */
	public static EncryptionKey parse(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			throw new IllegalArgumentException("A key is written as a name, a colon and its bytes in base64");
		}
		byte[] secret;
		try {
			secret = Base64.getDecoder().decode(text.substring(colon + 1).strip());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("What follows the colon is no base64");
		}
		return new EncryptionKey(text.substring(0, colon).strip(), secret);
	}

	@Override
	public String toString() {
		return "EncryptionKey[id=" + this.id + "]";
	}

}
