package io.httpcache.engine;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The caching rules of one route as far as decisions need them. A duration that is
 * {@code null} says nothing; zero switches it off. Immutable.
 *
 * @param enabled whether the cache acts at all
 * @param methods methods that may be answered from and stored in the cache, upper case
 * @param ttl freshness of exactly this long
 * @param defaultTtl freshness where the origin gives none
 * @param minTtl least freshness of what the origin gives
 * @param maxTtl most freshness of what the origin gives
 * @param ttlByStatus freshness of exactly this long for a status
 * @param ttlJitter by how much a configured freshness is shortened at most, 0 to 1
 * @param staleIfError window for standing in on error; replaces the origin's
 * @param staleWhileRevalidate window for answering while refreshing; replaces the
 * origin's
 * @param errorStatuses statuses that count as a failing origin
 * @param refreshAhead the share of freshness after which a hit refreshes, 0 to 1; 0 never
 * @param softTimeout how long to wait for the origin where a stale response could answer
 * @param heuristic freshness guessed from {@code Last-Modified} (RFC 9111 §4.2.2)
 * @param ignore prohibitions that do not hold
 * @param varyBy request fields that separate responses whether {@code Vary} says so or
 * not
 * @param targetedFields names of targeted cache control fields, the first that is there
 * wins (RFC 9213)
 * @param maxEntrySize largest body to store, in bytes
 */
public record CachePolicy(boolean enabled, Set<String> methods, @Nullable Duration ttl, @Nullable Duration defaultTtl,
		@Nullable Duration minTtl, @Nullable Duration maxTtl, Map<Integer, Duration> ttlByStatus, double ttlJitter,
		@Nullable Duration staleIfError, @Nullable Duration staleWhileRevalidate, Set<Integer> errorStatuses,
		double refreshAhead, @Nullable Duration softTimeout, Heuristic heuristic, Set<Prohibition> ignore,
		List<String> varyBy, List<String> targetedFields, long maxEntrySize) {

	/** Statuses that count as a failing origin unless a route says otherwise. */
	public static final Set<Integer> DEFAULT_ERROR_STATUSES = Set.of(500, 502, 503, 504);

	/** The rules of RFC 9111 and nothing else, entries up to 1 MiB. */
	public static final CachePolicy DEFAULT = new CachePolicy(true, Set.of("GET", "HEAD"), null, null, null, null,
			Map.of(), 0, null, null, DEFAULT_ERROR_STATUSES, 0, null, Heuristic.OFF, Set.of(), List.of(), List.of(),
			1 << 20);

	public CachePolicy {
		methods = Set.copyOf(methods);
		ttlByStatus = Map.copyOf(ttlByStatus);
		errorStatuses = Set.copyOf(errorStatuses);
		ignore = ignore.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(ignore));
		varyBy = List.copyOf(varyBy);
		targetedFields = List.copyOf(targetedFields);
	}

	/**
	 * Whether a prohibition does not hold here.
	 * @param prohibition the prohibition
	 * @return {@code true} when the route ignores it
	 */
	public boolean ignores(Prohibition prohibition) {
		return this.ignore.contains(prohibition);
	}

	/**
	 * The same rules with another {@code ttl}.
	 * @param ttl the time to live
	 * @return a copy
	 */
	public CachePolicy withTtl(@Nullable Duration ttl) {
		return copy(ttl, this.defaultTtl, this.minTtl, this.ignore, this.maxEntrySize);
	}

	/**
	 * The same rules with another {@code default-ttl}.
	 * @param defaultTtl the time to live where the origin gives none
	 * @return a copy
	 */
	public CachePolicy withDefaultTtl(@Nullable Duration defaultTtl) {
		return copy(this.ttl, defaultTtl, this.minTtl, this.ignore, this.maxEntrySize);
	}

	/**
	 * The same rules with another {@code min-ttl}.
	 * @param minTtl the least time to live
	 * @return a copy
	 */
	public CachePolicy withMinTtl(@Nullable Duration minTtl) {
		return copy(this.ttl, this.defaultTtl, minTtl, this.ignore, this.maxEntrySize);
	}

	/**
	 * The same rules with another {@code max-entry-size}.
	 * @param maxEntrySize the largest body to store, in bytes
	 * @return a copy
	 */
	public CachePolicy withMaxEntrySize(long maxEntrySize) {
		return copy(this.ttl, this.defaultTtl, this.minTtl, this.ignore, maxEntrySize);
	}

	/**
	 * The same rules with more prohibitions that do not hold.
	 * @param more prohibitions
	 * @return a copy
	 */
	public CachePolicy ignoring(Set<Prohibition> more) {
		Set<Prohibition> all = new HashSet<>(this.ignore);
		all.addAll(more);
		return copy(this.ttl, this.defaultTtl, this.minTtl, all, this.maxEntrySize);
	}

	private CachePolicy copy(@Nullable Duration ttl, @Nullable Duration defaultTtl, @Nullable Duration minTtl,
			Set<Prohibition> ignore, long maxEntrySize) {
		return new CachePolicy(this.enabled, this.methods, ttl, defaultTtl, minTtl, this.maxTtl, this.ttlByStatus,
				this.ttlJitter, this.staleIfError, this.staleWhileRevalidate, this.errorStatuses, this.refreshAhead,
				this.softTimeout, this.heuristic, ignore, this.varyBy, this.targetedFields, maxEntrySize);
	}

	/**
	 * Freshness guessed from the age of a resource (RFC 9111 §4.2.2).
	 *
	 * @param enabled whether to guess
	 * @param fraction the share of the time since {@code Last-Modified}
	 * @param max the most to guess
	 */
	public record Heuristic(boolean enabled, double fraction, Duration max) {

		/** No guessing. */
		public static final Heuristic OFF = new Heuristic(false, 0.1, Duration.ofHours(24));

	}

}
