package io.httpcache.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;

import io.httpcache.CacheEntry;

/**
 * Assertions about stored responses: each of them has to meet what is asked.
 */
public final class CacheEntriesAssert extends AbstractAssert<CacheEntriesAssert, List<CacheEntry>> {

	CacheEntriesAssert(List<CacheEntry> entries) {
		super(entries, CacheEntriesAssert.class);
	}

	/**
	 * It is fresh for so long, counted from its arrival, wherever the clock stands now.
	 * @param duration the freshness lifetime less the age that it came with
	 * @return these assertions
	 */
	public CacheEntriesAssert freshFor(Duration duration) {
		return each("fresh for " + duration,
				(entry) -> Duration.between(entry.stored(), entry.freshUntil()).equals(duration));
	}

	/**
	 * It becomes stale at this time.
	 * @param instant the time
	 * @return these assertions
	 */
	public CacheEntriesAssert freshUntil(Instant instant) {
		return each("fresh until " + instant, (entry) -> entry.freshUntil().equals(instant));
	}

	/**
	 * It has this status.
	 * @param status the status
	 * @return these assertions
	 */
	public CacheEntriesAssert hasStatus(int status) {
		return each("of the status " + status, (entry) -> entry.status() == status);
	}

	/**
	 * It was stored under this route.
	 * @param route the name of the route
	 * @return these assertions
	 */
	public CacheEntriesAssert hasRoute(String route) {
		return each("under the route " + route, (entry) -> entry.route().equals(route));
	}

	/**
	 * It has these tags, perhaps more.
	 * @param tags the tags
	 * @return these assertions
	 */
	public CacheEntriesAssert hasTags(String... tags) {
		return each("with the tags " + List.of(tags), (entry) -> entry.tags().containsAll(Set.of(tags)));
	}

	/**
	 * There are so many of them: variants, and those of several callers.
	 * @param count how many
	 * @return these assertions
	 */
	public CacheEntriesAssert hasCount(int count) {
		if (this.actual.size() != count) {
			throw failure("Expected %s entries, but there are %s: %s", count, this.actual.size(), this.actual);
		}
		return this;
	}

	private CacheEntriesAssert each(String expected, Predicate<CacheEntry> condition) {
		for (CacheEntry entry : this.actual) {
			if (!condition.test(entry)) {
				throw failure("Expected an entry %s, but found%n  %s", expected, entry);
			}
		}
		return this;
	}

}
