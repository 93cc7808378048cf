package io.httpcache.autoconfigure.insight;

import java.util.List;

/**
 * The decisions on the latest requests. Bounded; safe for use by several threads.
 */
public interface RecentDecisions {

	/**
	 * The latest decisions.
	 * @param limit how many at most
	 * @return the decisions, the latest first
	 */
	List<Decision> latest(int limit);

}
