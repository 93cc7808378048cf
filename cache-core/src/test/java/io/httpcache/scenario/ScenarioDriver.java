package io.httpcache.scenario;

import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;

import io.httpcache.HttpCache;
import io.httpcache.RequestCacheOptions;

/**
 * A kind of Spring client to play scenarios with. The transport beneath it neither
 * follows redirects nor retries, adds no conditions and decodes nothing.
 */
interface ScenarioDriver {

	/**
	 * The name in the test report.
	 * @return the name
	 */
	String name();

	/**
	 * A client with the cache on it.
	 * @param cache the cache
	 * @return a client to send by
	 */
	Client connect(HttpCache cache);

	/**
	 * Sends requests.
	 */
	interface Client {

		/**
		 * Sends a request and reads the answer to its end, whatever its status is.
		 * @param request the request
		 * @param options what it asks of the cache
		 * @return the answer; the body is {@code null} or empty where there is none
		 * @throws Exception what the client throws
		 */
		ResponseEntity<String> exchange(RequestEntity<byte[]> request, RequestCacheOptions options) throws Exception;

	}

}
