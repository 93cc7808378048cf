package io.httpcache.client;

/**
 * Puts the cache on one kind of client.
 */
@FunctionalInterface
public interface ClientBinding {

	/**
	 * Puts the cache on a client, first among its interceptors or filters. A client that
	 * has it already stays as it is.
	 * @param client a builder or template
	 * @return whether it is of this kind
	 */
	boolean bind(Object client);

}
