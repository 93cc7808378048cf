package io.httpcache.autoconfigure.insight;

import java.util.Collection;

/**
 * Looks for one kind of trouble in the recorded requests of a route.
 */
interface AdviceRule {

	/** Less is not worth a change. */
	double MIN_GAIN = 0.05;

	/**
	 * Examines the requests of a route.
	 * @param traffic enough requests to say something
	 * @param advice takes what there is to say
	 */
	void examine(RouteTraffic traffic, Collection<Advice> advice);

}
