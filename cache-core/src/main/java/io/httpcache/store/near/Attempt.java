package io.httpcache.store.near;

/**
 * What came of an attempt to store in the shared store.
 */
enum Attempt {

	/** It is stored. */
	STORED,

	/** An invalidation came between, or it is no use. */
	REFUSED,

	/** Nobody knows: the shared store is away. */
	AWAY

}
