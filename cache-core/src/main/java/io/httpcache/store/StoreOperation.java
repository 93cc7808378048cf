package io.httpcache.store;

/**
 * What a store is asked for on behalf of requests.
 */
public enum StoreOperation {

	/** {@link HttpCacheStore#find}. */
	FIND,

	/** {@link HttpCacheStore#put}. */
	PUT,

	/** {@link HttpCacheStore#freshen}. */
	FRESHEN,

	/** {@link HttpCacheStore#invalidate}. */
	INVALIDATE,

	/** {@link HttpCacheStore#expire}. */
	EXPIRE,

	/** {@link HttpCacheStore#evict}. */
	EVICT

}
