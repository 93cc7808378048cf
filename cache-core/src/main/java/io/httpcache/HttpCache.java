package io.httpcache;

import java.net.URI;
import java.util.List;

/**
 * The cache of an application: what it holds, what it did, and how to empty it. Safe for
 * use by several threads. An eviction is in force when the method returns: what is stored
 * is not used any more, and a response whose fetch began before is not stored after it.
 */
public interface HttpCache {

	/**
	 * Puts the cache on a client by hand, next to the network.
	 * @param <B> a {@code RestClient.Builder}, {@code RestTemplate} or
	 * {@code WebClient.Builder}
	 * @param client the builder or template to change
	 * @return the same object
	 * @throws IllegalArgumentException when it is none of these
	 */
	<B> B applyTo(B client);

	/**
	 * Drops everything stored for a URI: all partitions and variants.
	 * @param uri an absolute URI
	 */
	void evict(URI uri);

	/**
	 * Drops everything whose URI matches a pattern.
	 * @param pattern a URL pattern as in {@code httpcache.routes.*.url}
	 * @throws IllegalArgumentException when it is not readable
	 */
	void evictPattern(String pattern);

	/**
	 * Drops everything stored under a route.
	 * @param route the name of the route
	 */
	void evictRoute(String route);

	/**
	 * Drops everything labelled with a tag.
	 * @param tag the tag
	 */
	void evictTag(String tag);

	/**
	 * Makes everything stored for a URI stale: it is validated before its next use and
	 * may still stand in for a failing origin where that is allowed.
	 * @param uri an absolute URI
	 */
	void expire(URI uri);

	/** Drops everything. */
	void clear();

	/**
	 * Fetches what is configured for warm-up, again, and waits for it.
	 * @return what came of it
	 */
	WarmUpReport warmUp();

	/**
	 * Some of what is stored, in no particular order.
	 * @param limit how many entries at most
	 * @return the entries
	 */
	List<CacheEntry> entries(int limit);

	/**
	 * What the cache did since it started.
	 * @return the figures at this moment
	 */
	CacheStatistics statistics();

}
