package io.httpcache;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;

/**
 * Keeps responses out of the cache that the rules would let in. When it throws, the
 * response is not stored.
 */
@FunctionalInterface
public interface CacheStorageFilter {

	/**
	 * Whether a storable response may be stored.
	 * @param request the request as it went on the wire
	 * @param status the status of the response
	 * @param headers its headers
	 * @return {@code false} to hand it on without storing it
	 */
	boolean mayStore(HttpRequest request, int status, HttpHeaders headers);

}
