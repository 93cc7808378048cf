package io.httpcache.autoconfigure.warmup;

import io.httpcache.WarmUpRequest;

/**
 * Sends the requests of a warm-up by one client of the application. Safe for use by
 * several threads.
 */
interface WarmUpClient {

	/**
	 * Sends a request and waits for the answer, or until the thread is interrupted.
	 * @param request the request
	 * @return the head of the answer
	 * @throws RuntimeException what the client throws
	 */
	WarmUpAnswer get(WarmUpRequest request);

}
