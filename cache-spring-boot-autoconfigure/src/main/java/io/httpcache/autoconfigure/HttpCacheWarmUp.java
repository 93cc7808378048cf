package io.httpcache.autoconfigure;

import io.httpcache.WarmUpReport;

/**
 * Fetches what is configured for warm-up, for {@link io.httpcache.HttpCache#warmUp()}.
 */
@FunctionalInterface
interface HttpCacheWarmUp {

	/**
	 * Fetches it and waits.
	 * @return what came of it
	 */
	WarmUpReport run();

}
