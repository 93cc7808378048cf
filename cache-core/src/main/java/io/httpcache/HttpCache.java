package io.httpcache;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

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
	 * Fetches what is configured for warm-up and is not fresh already, and waits for it,
	 * no longer than {@code httpcache.warm-up.timeout}. One warm-up runs at a time: who
	 * calls during one waits for that one.
	 * @return what came of it
	 */
	WarmUpReport warmUp();

	/**
	 * What the last warm-up did, or has done so far.
	 * @return the report at this moment; it changes as a warm-up goes on
	 */
	WarmUpReport warmUpReport();

	/**
	 * Lets stale responses answer for a while: a lever for an outage of an origin.
	 * Callers get at once what is stored and not longer stale than allowed; the origin is
	 * asked in the background, as often as its failures permit. It ends by itself.
	 *
	 * <p>
	 * It does not overrule what forbids stale answers: {@code no-store}, {@code no-cache}
	 * and {@code must-revalidate} hold, on requests and responses, and nobody is answered
	 * with what was stored for another credential. It cannot bring back what is not
	 * stored any more: responses are kept for as long as {@code stale-if-error} and
	 * {@code stale-while-revalidate} may need them, and a day longer when they have a
	 * validator.
	 * @param route the name of a route, in the place of whose allowance this one comes,
	 * or {@code null} for all URLs without an allowance of their own
	 * @param maxStale for how long after the end of its freshness a response may answer,
	 * more than zero
	 * @param lasting for how long the allowance holds from now on, more than zero
	 * @return what now holds
	 * @throws IllegalArgumentException when a duration is not positive or there is no
	 * such route
	 */
	StaleAllowance serveStale(@Nullable String route, Duration maxStale, Duration lasting);

	/**
	 * Ends an allowance before its time.
	 * @param route the route it was given for, or {@code null} for the one for all URLs
	 * @return whether there was one
	 */
	boolean stopServingStale(@Nullable String route);

	/**
	 * The allowances in force.
	 * @return the one for all URLs first, then by the name of the route
	 */
	List<StaleAllowance> staleAllowances();

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
