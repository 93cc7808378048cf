package io.httpcache.autoconfigure.insight;

import java.util.List;

/**
 * Says what to change about a route. Safe for use by several threads. An answer takes
 * milliseconds, so it is for people and pages, not for each request.
 */
public interface CacheAdvisor {

	/**
	 * The advice for a route, from a bounded record of its recent requests.
	 * @param route the name of the route
	 * @return the advice, the largest expected gain first; empty when there is none, when
	 * too few requests were recorded, or for an unknown name
	 */
	List<Advice> advise(String route);

}
