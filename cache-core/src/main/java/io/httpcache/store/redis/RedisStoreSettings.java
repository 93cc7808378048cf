package io.httpcache.store.redis;

import java.time.Duration;

/**
 * Settings of a {@link RedisStore}. Immutable.
 *
 * @param keyPrefix start of every key; stores with the same prefix share their entries.
 * Must not hold <code>{}</code>, which would spread the keys of one URI over a cluster
 * @param timeout how long an operation may take
 */
public record RedisStoreSettings(String keyPrefix, Duration timeout) {

	public RedisStoreSettings {
		if (keyPrefix.contains("{}")) {
			throw new IllegalArgumentException("The key prefix must not contain \"{}\"");
		}
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("The timeout must be more than zero");
		}
	}

}
