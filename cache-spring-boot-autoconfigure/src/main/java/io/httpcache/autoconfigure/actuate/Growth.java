package io.httpcache.autoconfigure.actuate;

/**
 * How the size of a store develops.
 */
enum Growth {

	/** It does not grow, levels off, goes up and down, or is held by its bound. */
	STABLE,

	/** It grows by about as much in each window. */
	LINEAR,

	/** It grows by more in each window than in the one before. */
	UNBOUNDED

}
