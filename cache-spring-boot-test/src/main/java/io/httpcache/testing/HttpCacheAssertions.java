package io.httpcache.testing;

import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMessage;
import org.springframework.http.ResponseEntity;

import io.httpcache.CacheEntry;
import io.httpcache.HttpCache;

/**
 * Assertions about responses and about the cache, in the manner of AssertJ and to be
 * imported beside its own:
 *
 * <pre>{@code
 * assertThat(response).isCacheHit();
 * assertThat(httpCache).hasEntry("/products").freshFor(Duration.ofMinutes(5));
 * }</pre>
 */
public final class HttpCacheAssertions {

	private HttpCacheAssertions() {
	}

	/**
	 * Assertions about what the cache did for a response.
	 * @param response what {@code toEntity}, {@code toBodilessEntity} or
	 * {@code getForEntity} returned
	 * @return the assertions
	 */
	public static CacheStatusAssert assertThat(ResponseEntity<?> response) {
		return assertThat(response.getHeaders());
	}

	/**
	 * Assertions about what the cache did for a response.
	 * @param response what {@code exchange} is given
	 * @return the assertions
	 */
	public static CacheStatusAssert assertThat(HttpMessage response) {
		return assertThat(response.getHeaders());
	}

	/**
	 * Assertions about what the cache did for a response.
	 * @param headers the fields of the response
	 * @return the assertions
	 */
	public static CacheStatusAssert assertThat(HttpHeaders headers) {
		return new CacheStatusAssert(headers);
	}

	/**
	 * Assertions about what is stored.
	 * @param cache the cache
	 * @return the assertions
	 */
	public static HttpCacheAssert assertThat(HttpCache cache) {
		return new HttpCacheAssert(cache);
	}

	/**
	 * Assertions about one stored response.
	 * @param entry an element of {@link HttpCache#entries}
	 * @return the assertions
	 */
	public static CacheEntriesAssert assertThat(CacheEntry entry) {
		return new CacheEntriesAssert(List.of(entry));
	}

}
