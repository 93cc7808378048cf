package io.httpcache.store.redis;

import java.time.Duration;
import java.util.List;

/**
 * Settings of a {@link RedisStore}. Immutable.
 *
 * @param keyPrefix start of every key; stores with the same prefix share their entries.
 * Must not hold <code>{}</code>, which would spread the keys of one URI over a cluster
 * @param timeout how long an operation may take
 * @param lease for how long one instance may fetch on behalf of all; zero: each fetches
 * for itself
 * @param compressAbove the size in bytes above which bodies are compressed; negative:
 * none are
 * @param encryptionKeys the first encrypts entries, all decrypt them; empty: they are not
 * encrypted
 */
public record RedisStoreSettings(String keyPrefix, Duration timeout, Duration lease, long compressAbove,
		List<EncryptionKey> encryptionKeys) {

	/** A lease as long as waiting for another fetch may take. */
	private static final Duration DEFAULT_LEASE = Duration.ofSeconds(5);

	public RedisStoreSettings {
		if (keyPrefix.contains("{}")) {
			throw new IllegalArgumentException("The key prefix must not contain \"{}\"");
		}
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("The timeout must be more than zero");
		}
		if (lease.isNegative()) {
			throw new IllegalArgumentException("The lease must not be negative");
		}
		encryptionKeys = List.copyOf(encryptionKeys);
	}

	/**
	 * Settings without compression and encryption.
	 * @param keyPrefix start of every key
	 * @param timeout how long an operation may take
	 * @param lease for how long one instance may fetch on behalf of all
	 */
	public RedisStoreSettings(String keyPrefix, Duration timeout, Duration lease) {
		this(keyPrefix, timeout, lease, -1, List.of());
	}

	/**
	 * Settings with a lease of 5 seconds.
	 * @param keyPrefix start of every key
	 * @param timeout how long an operation may take
	 */
	public RedisStoreSettings(String keyPrefix, Duration timeout) {
		this(keyPrefix, timeout, DEFAULT_LEASE);
	}

	ValueCodec codec(Tokens tokens) {
		ValueCodec codec = this.encryptionKeys.isEmpty() ? ValueCodec.PLAIN
				: new EncryptingCodec(this.encryptionKeys, tokens);
		return (this.compressAbove < 0) ? codec : new CompressingCodec(this.compressAbove, codec);
	}

}
