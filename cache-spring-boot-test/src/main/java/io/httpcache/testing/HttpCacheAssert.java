package io.httpcache.testing;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;

import io.httpcache.CacheEntry;
import io.httpcache.HttpCache;
import io.httpcache.route.UrlPattern;

/**
 * Assertions about what is stored. URLs are patterns as in
 * {@code httpcache.routes.*.url}: {@code /products} is that path of any host,
 * {@code api.example.com/products/*} all products of one. Of a cache with more than
 * 10,000 entries some are not looked at.
 */
public final class HttpCacheAssert extends AbstractAssert<HttpCacheAssert, HttpCache> {

	private static final int LIMIT = 10_000;

	HttpCacheAssert(HttpCache cache) {
		super(cache, HttpCacheAssert.class);
	}

	/**
	 * Something is stored for a URL.
	 * @param url a URL, or a pattern
	 * @return assertions about all that is stored for it
	 */
	public CacheEntriesAssert hasEntry(String url) {
		List<CacheEntry> found = find(url);
		if (found.isEmpty()) {
			throw failure("Expected an entry for %s, but the cache holds%n%s", url, describe(entries()));
		}
		return new CacheEntriesAssert(found);
	}

	/**
	 * Something is stored for a URL.
	 * @param url the URL
	 * @return assertions about all that is stored for it
	 */
	public CacheEntriesAssert hasEntry(URI url) {
		return hasEntry(url.toString());
	}

	/**
	 * Nothing is stored for a URL.
	 * @param url a URL, or a pattern
	 * @return these assertions
	 */
	public HttpCacheAssert hasNoEntry(String url) {
		List<CacheEntry> found = find(url);
		if (!found.isEmpty()) {
			throw failure("Expected no entry for %s, but the cache holds%n%s", url, describe(found));
		}
		return this;
	}

	/**
	 * So many responses are stored, variants and those of several callers counted each.
	 * @param count how many
	 * @return these assertions
	 */
	public HttpCacheAssert hasEntries(int count) {
		List<CacheEntry> entries = entries();
		if (entries.size() != count) {
			throw failure("Expected %s entries, but the cache holds%n%s", count, describe(entries));
		}
		return this;
	}

	/**
	 * Nothing is stored.
	 * @return these assertions
	 */
	public HttpCacheAssert isEmpty() {
		return hasEntries(0);
	}

	private List<CacheEntry> find(String url) {
		UrlPattern pattern = UrlPattern.parse(url);
		return entries().stream().filter((entry) -> pattern.matches(entry.url())).toList();
	}

	private List<CacheEntry> entries() {
		isNotNull();
		return this.actual.entries(LIMIT);
	}

	private static String describe(List<CacheEntry> entries) {
		return entries.isEmpty() ? "  nothing"
				: entries.stream().map((entry) -> "  " + entry).collect(Collectors.joining(System.lineSeparator()));
	}

}
