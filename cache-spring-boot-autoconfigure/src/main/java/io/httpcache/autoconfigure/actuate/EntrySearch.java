package io.httpcache.autoconfigure.actuate;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.httpcache.CacheEntry;
import io.httpcache.HttpCache;
import io.httpcache.http.Uris;

/**
 * Finds stored responses by a part of their URLs, as these are shown: what is hidden
 * cannot be found out by searching for it.
 */
final class EntrySearch {

	static final int DEFAULT_LIMIT = 100;

	static final int LARGEST_LIMIT = 1000;

	/** As many entries of this application's memory as a search looks at. */
	private static final int SEARCHED_IN_MEMORY = 100_000;

	/** As many as it looks at elsewhere: each is read over the network, with its body. */
	private static final int SEARCHED_ELSEWHERE = 2_000;

	private final HttpCache cache;

	private final int searched;

	EntrySearch(HttpCache cache, String storeType) {
		this.cache = cache;
		this.searched = storeType.equals("caffeine") ? SEARCHED_IN_MEMORY : SEARCHED_ELSEWHERE;
	}

	/**
	 * Some entries, sorted by URL.
	 * @param part a part of the URL, in any case, or {@code null} for all
	 * @param limit how many at most
	 * @param urls what the caller may see
	 */
	Result find(@Nullable String part, int limit, ShownUrls urls) {
		// One more tells whether there are more
		List<CacheEntry> entries = this.cache.entries(1 + ((part != null) ? this.searched : limit));
		List<Entry> found = new ArrayList<>();
		Predicate<String> wanted = (part != null) ? wanted(part, urls) : (url) -> true;
		for (CacheEntry entry : entries) {
			String shown = urls.show(entry.url());
			if (wanted.test(shown)) {
				found.add(Entry.of(entry, shown));
			}
			if (found.size() > limit) {
				break;
			}
		}
		boolean more = found.size() > limit || (part != null && entries.size() > this.searched);
		return new Result(found.stream()
			.limit(limit)
			.sorted(Comparator.comparing(Entry::url).thenComparing(Entry::partition).thenComparing(Entry::stored))
			.toList(), more);
	}

	private static Predicate<String> wanted(String part, ShownUrls urls) {
		if (!urls.shown()) {
			return (shown) -> false;
		}
		String text = part.toLowerCase(Locale.ROOT);
		String normalized = normalized(part, urls);
		return (shown) -> shown.toLowerCase(Locale.ROOT).contains(text) || shown.contains(normalized);
	}

	/** A whole URL may be typed in a form that is not the one it is stored under. */
	private static String normalized(String part, ShownUrls urls) {
		try {
			return urls.show(Uris.normalize(URI.create(part)));
		}
		catch (IllegalArgumentException ex) {
			return part;
		}
	}

	/**
	 * What was found.
	 *
	 * @param entries the entries
	 * @param more whether there are, or may be, more than these
	 */
	record Result(List<Entry> entries, boolean more) implements OperationResponseBody {

	}

	/**
	 * A stored response. Bodies and credentials are never part of it.
	 *
	 * @param url the URL, secrets redacted
	 * @param route the name of the route it was stored under
	 * @param method the method of the request
	 * @param status the status
	 * @param bytes what it weighs in the store
	 * @param stored when it arrived
	 * @param freshUntil when it becomes stale
	 * @param partition a digest of what keeps callers apart, empty for none
	 * @param tags its labels
	 * @param contentType the media type, or {@code null}
	 */
	record Entry(String url, String route, String method, int status, long bytes, Instant stored, Instant freshUntil,
			String partition, List<String> tags, @Nullable String contentType) {

		static Entry of(CacheEntry entry, String url) {
			return new Entry(url, entry.route(), entry.method(), entry.status(), entry.bytes(), entry.stored(),
					entry.freshUntil(), entry.partition(), List.copyOf(new TreeSet<>(entry.tags())),
					entry.contentType());
		}

	}

}
