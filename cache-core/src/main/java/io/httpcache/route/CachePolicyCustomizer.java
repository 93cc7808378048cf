package io.httpcache.route;

import io.httpcache.engine.CachePolicy;

/**
 * Changes the rules of a route once, when the cache starts.
 */
@FunctionalInterface
public interface CachePolicyCustomizer {

	/**
	 * The rules to use.
	 * @param route the name of the route
	 * @param policy its rules as configured
	 * @return the same rules, or changed ones
	 */
	CachePolicy customize(String route, CachePolicy policy);

}
