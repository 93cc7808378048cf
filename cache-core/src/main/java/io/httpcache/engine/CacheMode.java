package io.httpcache.engine;

/**
 * Whose cache it is (RFC 9111 §1).
 */
public enum CacheMode {

	/** Entries belong to one caller each. */
	PRIVATE,

	/** Entries may be used by all callers, under the rules for shared caches. */
	SHARED

}
