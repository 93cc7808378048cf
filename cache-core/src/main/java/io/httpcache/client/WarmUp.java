package io.httpcache.client;

import io.httpcache.WarmUpReport;

/**
 * Fetches what is to be in the cache before anybody asks. Safe for use by several
 * threads.
 */
public interface WarmUp {

	/** There is nothing to fetch. */
	WarmUp NONE = new WarmUp() {

		@Override
		public WarmUpReport run() {
			return WarmUpReport.NONE;
		}

		@Override
		public WarmUpReport report() {
			return WarmUpReport.NONE;
		}

	};

	/**
	 * Fetches it and waits, or waits for the run that is under way.
	 * @return what came of it
	 */
	WarmUpReport run();

	/**
	 * What the last run did, or has done so far.
	 * @return the report at this moment
	 */
	WarmUpReport report();

}
