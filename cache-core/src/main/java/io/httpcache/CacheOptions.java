package io.httpcache;

import java.time.Duration;

/**
 * What one request asks of the cache, for the {@code attributes} of a {@code RestClient}
 * or {@code WebClient} request:
 *
 * <pre>{@code
 * client.get().uri("/products")
 *     .attributes(CacheOptions.ttl(Duration.ofMinutes(1)).tags("products"))
 *     .retrieve();
 * }</pre>
 *
 * <p>
 * For all requests of a client, pass them to {@code builder.defaultRequest(…)}; what a
 * single request says is added to that and wins. A {@code RestTemplate} takes them by
 * {@link RequestCacheOptions#call}, an HTTP interface by a parameter annotated with
 * {@code @RequestAttribute(CacheOptions.ATTRIBUTE)}.
 */
public final class CacheOptions {

	/** The name of the request attribute that carries the options. */
	public static final String ATTRIBUTE = "io.httpcache.CacheOptions";

	private CacheOptions() {
	}

	/**
	 * Use the response for exactly this long, counted from its arrival.
	 * @param ttl the time to live, not negative
	 * @return the option
	 */
	public static RequestCacheOptions ttl(Duration ttl) {
		return RequestCacheOptions.NONE.ttl(ttl);
	}

	/**
	 * Label the stored response, for {@link HttpCache#evictTag(String)} and
	 * {@code evicts}.
	 * @param tags the labels
	 * @return the option
	 */
	public static RequestCacheOptions tags(String... tags) {
		return RequestCacheOptions.NONE.tags(tags);
	}

	/**
	 * Pass by the cache: neither answer from it nor store.
	 * @return the option
	 */
	public static RequestCacheOptions bypass() {
		return RequestCacheOptions.NONE.bypass();
	}

	/**
	 * Ask the origin, with the validators of what is stored (as {@code no-cache}).
	 * @return the option
	 */
	public static RequestCacheOptions refresh() {
		return RequestCacheOptions.NONE.refresh();
	}

	/**
	 * Ask the origin for the whole response and store it.
	 * @return the option
	 */
	public static RequestCacheOptions forceRefresh() {
		return RequestCacheOptions.NONE.forceRefresh();
	}

	/**
	 * Answer from the cache or with 504 (as {@code only-if-cached}).
	 * @return the option
	 */
	public static RequestCacheOptions onlyIfCached() {
		return RequestCacheOptions.NONE.onlyIfCached();
	}

	/**
	 * Let a response that has been stale for at most this long stand in for a failing
	 * origin.
	 * @param window the time after the end of freshness, not negative
	 * @return the option
	 */
	public static RequestCacheOptions staleIfError(Duration window) {
		return RequestCacheOptions.NONE.staleIfError(window);
	}

	/**
	 * Keep the entries of this name apart: an identity that no header shows.
	 * @param name the partition
	 * @return the option
	 */
	public static RequestCacheOptions partition(String name) {
		return RequestCacheOptions.NONE.partition(name);
	}

	/**
	 * Add to the key: requests that differ in a part never share an entry.
	 * @param parts what the URI does not say
	 * @return the option
	 */
	public static RequestCacheOptions key(Object... parts) {
		return RequestCacheOptions.NONE.key(parts);
	}

}
