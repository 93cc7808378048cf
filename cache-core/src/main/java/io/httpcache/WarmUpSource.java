package io.httpcache;

import java.util.Collection;

/**
 * A bean that says what to fetch before anybody asks, besides what is configured: the
 * most popular products of yesterday, one URL for each tenant.
 */
@FunctionalInterface
public interface WarmUpSource {

	/**
	 * What to fetch. Called at the beginning of each warm-up, on a thread of the
	 * warm-up's own, and may block; the time it takes is part of the warm-up's timeout.
	 * When it throws, the warm-up goes on without it and reports so.
	 * @return the requests, the most important first
	 */
	Collection<WarmUpRequest> requests();

}
