package io.httpcache;

import java.util.List;

import org.springframework.http.HttpRequest;

/**
 * Adds parts to the key of a request: requests that differ in them never share an entry.
 * Called for each request that the cache acts on, by the thread that sends it, so it must
 * be fast and must not block. When it throws, the request passes by the cache.
 */
@FunctionalInterface
public interface CacheKeyCustomizer {

	/**
	 * The parts to add.
	 * @param request the request as it goes on the wire
	 * @return the parts, empty for none
	 */
	List<String> keyParts(HttpRequest request);

}
