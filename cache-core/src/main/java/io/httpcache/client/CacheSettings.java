package io.httpcache.client;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.CacheMode;

/**
 * Settings of a cache that concern no single route. Immutable.
 *
 * @param name its name in {@code Cache-Status} and the meters
 * @param mode whose cache it is
 * @param offline whether it answers only from what it holds
 * @param readOnly whether it never stores
 * @param maxInFlight bytes that may be read ahead at one time
 * @param ignoredHeaders request fields that say nothing about the caller, added to the
 * built-in ones; {@code *} for all
 * @param keySecret the secret of the digests, or {@code null} for plain SHA-256
 * @param secretParameters names of query parameters whose values are never shown, added
 * to the built-in ones
 */
public record CacheSettings(String name, CacheMode mode, boolean offline, boolean readOnly, long maxInFlight,
		List<String> ignoredHeaders, byte @Nullable [] keySecret, Set<String> secretParameters) {

	/** Private, nothing ignored, 16 MiB in flight. */
	public static final CacheSettings DEFAULT = new CacheSettings("httpcache", CacheMode.PRIVATE, false, false,
			16 << 20, List.of(), null, Set.of());

	// Written out: javac 17 drops the annotation of an array in a compact constructor
	public CacheSettings(String name, CacheMode mode, boolean offline, boolean readOnly, long maxInFlight,
			List<String> ignoredHeaders, byte @Nullable [] keySecret, Set<String> secretParameters) {
		this.name = name;
		this.mode = mode;
		this.offline = offline;
		this.readOnly = readOnly;
		this.maxInFlight = maxInFlight;
		this.ignoredHeaders = List.copyOf(ignoredHeaders);
		this.keySecret = keySecret;
		this.secretParameters = Set.copyOf(secretParameters);
	}

}
