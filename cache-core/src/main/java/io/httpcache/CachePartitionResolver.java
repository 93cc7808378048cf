package io.httpcache;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;

/**
 * Says to whom the entries of a request belong, for routes whose {@code partition} names
 * this bean. The request's credentials are then no part of the key; its other headers
 * still are. Called by the thread that sends the request, so it must be fast and must not
 * block. When it throws, the request passes by the cache.
 */
@FunctionalInterface
public interface CachePartitionResolver {

	/**
	 * The partition of a request.
	 * @param request the request as it goes on the wire
	 * @return the name of the partition, or {@code null} to pass by the cache
	 */
	@Nullable String resolve(HttpRequest request);

}
