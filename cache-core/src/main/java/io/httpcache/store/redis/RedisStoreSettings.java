package io.httpcache.store.redis;

import java.time.Duration;

/**
 * Settings of a {@link RedisStore}. Immutable.
 *
 * @param keyPrefix start of every key; stores with the same prefix share their entries.
 * Must not hold <code>{}</code>, which would spread the keys of one URI over a cluster
 * @param timeout how long an operation may take
 * @param lease for how long one instance may fetch on behalf of all; zero: each fetches
 * for itself
 */
public record RedisStoreSettings(String keyPrefix, Duration timeout, Duration lease) {

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
	}

	/**
	 * Settings with a lease of 5 seconds.
	 * @param keyPrefix start of every key
	 * @param timeout how long an operation may take
	 */
	public RedisStoreSettings(String keyPrefix, Duration timeout) {
		this(keyPrefix, timeout, DEFAULT_LEASE);
	}

}
