package io.httpcache.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Properties under {@code httpcache.store}. Immutable.
 *
 * @param type Where responses are kept.
 * @param maxEntrySize Largest body to store; a larger one streams through.
 * @param maxInFlight How much of all responses may be read ahead at one time; above it
 * they stream through, uncached.
 * @param caffeine The store in this application's memory.
 * @param redis The store that instances share.
 * @param nearCache A cache in this application's memory, in front of a shared store.
 */
public record StoreProperties(@DefaultValue("caffeine") Type type, @DefaultValue("1MB") DataSize maxEntrySize,
		@DefaultValue("16MB") DataSize maxInFlight, @DefaultValue Caffeine caffeine, @DefaultValue Redis redis,
		@DefaultValue NearCache nearCache) {

	/**
	 * Stores to choose from.
	 */
	public enum Type {

		/** In this application's memory. */
		CAFFEINE,

		/** In Redis, shared between instances. */
		REDIS

	}

	/**
	 * Properties of the store in memory.
	 *
	 * @param maxSize How much the store may hold, bodies and what is kept about them.
	 */
	public record Caffeine(@DefaultValue("64MB") DataSize maxSize) {

	}

	/**
	 * Properties of the store in Redis. The connection is the one of
	 * {@code spring.data.redis}.
	 *
	 * @param keyPrefix Start of every key and channel name. Applications with the same
	 * prefix share their entries.
	 * @param timeout How long to wait for Redis before asking the origin.
	 * @param lease For how long one instance may fetch on behalf of all; with 0s each
	 * fetches for itself.
	 * @param compressAbove Size above which bodies are compressed; without it, none are.
	 * @param encryptionKeys Keys that entries are encrypted with, as "name:base64"; the
	 * first encrypts, all decrypt.
	 */
	public record Redis(@Nullable String keyPrefix,
			@DefaultValue("250ms") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
			@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration lease, @Nullable DataSize compressAbove,
			@DefaultValue List<String> encryptionKeys) {

		@Override
		public String toString() {
			return "Redis[keyPrefix=%s, timeout=%s, lease=%s, compressAbove=%s, encryptionKeys=%s]".formatted(
					this.keyPrefix, this.timeout, this.lease, this.compressAbove,
					this.encryptionKeys.isEmpty() ? "[]" : "******");
		}

		/**
		 * The configured prefix, else one of the application's own.
		 * @param applicationName the value of {@code spring.application.name}
		 * @return the prefix
		 */
		String keyPrefix(@Nullable String applicationName) {
			if (this.keyPrefix != null) {
				return this.keyPrefix;
			}
			return "httpcache:" + (StringUtils.hasText(applicationName) ? applicationName : "application") + ":";
		}

	}

	/**
	 * Properties of the near cache.
	 *
	 * @param enabled Whether to keep what a shared store answers in memory too.
	 * @param maxSize How much the near cache may hold.
	 * @param ttl Longest use of an answer without asking the shared store again.
	 */
	public record NearCache(@DefaultValue("false") boolean enabled, @DefaultValue("16MB") DataSize maxSize,
			@DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS) Duration ttl) {

	}

}
