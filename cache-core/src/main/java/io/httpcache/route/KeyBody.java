package io.httpcache.route;

/**
 * Whether the body of a request is part of the key.
 */
public enum KeyBody {

	/** It is not; a method with a body passes by. */
	NONE,

	/** Its bytes and media type are. */
	EXACT,

	/** JSON counts by its value: the order of members and white space do not matter. */
	JSON

}
