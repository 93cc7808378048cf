package io.httpcache.route;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Prohibition;

/**
 * The settings of one route, or of the defaults, as they were written: {@code null} is
 * what was left out and inherits. Immutable. A duration of zero is switched off:
 * <ul>
 * <li>{@code ttl}, {@code default-ttl}, {@code min-ttl}, {@code max-ttl},
 * {@code soft-timeout} and the entries of {@code ttl-by-status} then count as never set,
 * even where the defaults set them;</li>
 * <li>{@code stale-if-error} and {@code stale-while-revalidate} stay zero, because they
 * replace the origin's directive: there are no such stale answers at all;</li>
 * <li>{@code heuristic.max} stays zero: nothing is guessed.</li>
 * </ul>
 *
 * @param url the URL pattern; never inherited
 * @param order settles ties between patterns, smaller first
 * @param methods methods that may be answered from and stored in the cache
 * @param enabled whether the cache acts at all
 * @param ttl freshness of exactly this long
 * @param defaultTtl freshness where the origin gives none
 * @param minTtl least freshness of what the origin gives
 * @param maxTtl most freshness of what the origin gives
 * @param ttlByStatus freshness of exactly this long for a status
 * @param ttlJitter by how much a configured freshness is shortened at most, 0 to 1
 * @param staleIfError window for standing in on error
 * @param staleWhileRevalidate window for answering while refreshing
 * @param errorStatuses statuses that count as a failing origin
 * @param refreshAhead the share of freshness after which a hit refreshes, 0 to 1; 0 never
 * @param softTimeout how long to wait for the origin while a stale response could answer
 * @param heuristic freshness guessed from {@code Last-Modified}
 * @param ignore prohibitions that do not hold
 * @param partition {@code caller}, {@code application} or the name of a resolver bean
 * @param varyBy request fields that separate responses
 * @param maxVariants how many variants a key may have
 * @param ignoredQueryParameters query parameters that are no part of the key
 * @param maxEntrySize largest body to store, in bytes
 * @param collapse whether identical misses under way share one fetch
 * @param tags labels of what it stores
 * @param evicts URL patterns (with a {@code /}) and tags that an unsafe request drops
 * @param keyBody whether the request body is part of the key
 * @param targetedFields names of targeted cache control fields (RFC 9213)
 */
public record RouteSettings(@Nullable String url, @Nullable Integer order, @Nullable Set<String> methods,
		@Nullable Boolean enabled, @Nullable Duration ttl, @Nullable Duration defaultTtl, @Nullable Duration minTtl,
		@Nullable Duration maxTtl, @Nullable Map<Integer, Duration> ttlByStatus, @Nullable Double ttlJitter,
		@Nullable Duration staleIfError, @Nullable Duration staleWhileRevalidate, @Nullable Set<Integer> errorStatuses,
		@Nullable Double refreshAhead, @Nullable Duration softTimeout, @Nullable HeuristicSettings heuristic,
		@Nullable Set<Prohibition> ignore, @Nullable String partition, @Nullable List<String> varyBy,
		@Nullable Integer maxVariants, @Nullable Set<String> ignoredQueryParameters, @Nullable Long maxEntrySize,
		@Nullable Boolean collapse, @Nullable Set<String> tags, @Nullable List<String> evicts,
		@Nullable KeyBody keyBody, @Nullable List<String> targetedFields) {

	/** Everything left out. */
	public static final RouteSettings NONE = new RouteSettings(null, null, null, null, null, null, null, null, null,
			null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

	public RouteSettings {
		methods = (methods != null) ? Set.copyOf(methods) : null;
		ttlByStatus = (ttlByStatus != null) ? Map.copyOf(ttlByStatus) : null;
		errorStatuses = (errorStatuses != null) ? Set.copyOf(errorStatuses) : null;
		ignore = (ignore != null) ? Set.copyOf(ignore) : null;
		varyBy = (varyBy != null) ? List.copyOf(varyBy) : null;
		ignoredQueryParameters = (ignoredQueryParameters != null) ? Set.copyOf(ignoredQueryParameters) : null;
		tags = (tags != null) ? Set.copyOf(tags) : null;
		evicts = (evicts != null) ? List.copyOf(evicts) : null;
		targetedFields = (targetedFields != null) ? List.copyOf(targetedFields) : null;
	}

	/**
	 * Collects settings.
	 * @return a builder with everything left out
	 */
	public static RouteSettingsBuilder builder() {
		return new RouteSettingsBuilder();
	}

	/**
	 * Fills in what was left out. A list or set replaces that of the defaults;
	 * {@code ttl-by-status} is a map and merges status by status, as maps do in Spring
	 * Boot, the route's own winning; {@code heuristic} inherits each of its fields. A URL
	 * is never inherited.
	 * @param defaults the settings of all routes
	 * @return new settings
	 */
	public RouteSettings inherit(RouteSettings defaults) {
		return new RouteSettings(this.url, or(this.order, defaults.order), or(this.methods, defaults.methods),
				or(this.enabled, defaults.enabled), or(this.ttl, defaults.ttl),
				or(this.defaultTtl, defaults.defaultTtl), or(this.minTtl, defaults.minTtl),
				or(this.maxTtl, defaults.maxTtl), merge(this.ttlByStatus, defaults.ttlByStatus),
				or(this.ttlJitter, defaults.ttlJitter), or(this.staleIfError, defaults.staleIfError),
				or(this.staleWhileRevalidate, defaults.staleWhileRevalidate),
				or(this.errorStatuses, defaults.errorStatuses), or(this.refreshAhead, defaults.refreshAhead),
				or(this.softTimeout, defaults.softTimeout),
				HeuristicSettings.inherit(this.heuristic, defaults.heuristic), or(this.ignore, defaults.ignore),
				or(this.partition, defaults.partition), or(this.varyBy, defaults.varyBy),
				or(this.maxVariants, defaults.maxVariants),
				or(this.ignoredQueryParameters, defaults.ignoredQueryParameters),
				or(this.maxEntrySize, defaults.maxEntrySize), or(this.collapse, defaults.collapse),
				or(this.tags, defaults.tags), or(this.evicts, defaults.evicts), or(this.keyBody, defaults.keyBody),
				or(this.targetedFields, defaults.targetedFields));
	}

	/**
	 * The route with these settings, built-in values where they say nothing. Whether they
	 * make sense is for {@link RouteValidator} to say.
	 * @param name the name of the route
	 * @return the route, without a pattern when there is no URL
	 * @throws InvalidUrlPatternException when the URL cannot be read
	 */
	public Route toRoute(String name) {
		Route base = Route.DEFAULT;
		return new Route(name, (this.url != null) ? UrlPattern.parse(this.url) : null, get(this.order, base.order()),
				policy(), get(this.partition, base.partition()),
				get(this.ignoredQueryParameters, base.ignoredQueryParameters()),
				get(this.maxVariants, base.maxVariants()), get(this.collapse, base.collapse()),
				get(this.tags, base.tags()), get(this.evicts, base.evicts()), get(this.keyBody, base.keyBody()));
	}

	private CachePolicy policy() {
		CachePolicy base = CachePolicy.DEFAULT;
		return new CachePolicy(get(this.enabled, base.enabled()), upperCase(get(this.methods, base.methods())),
				unlessZero(this.ttl), unlessZero(this.defaultTtl), unlessZero(this.minTtl), unlessZero(this.maxTtl),
				withoutZeros(get(this.ttlByStatus, base.ttlByStatus())), get(this.ttlJitter, base.ttlJitter()),
				this.staleIfError, this.staleWhileRevalidate, get(this.errorStatuses, base.errorStatuses()),
				get(this.refreshAhead, base.refreshAhead()), unlessZero(this.softTimeout),
				(this.heuristic != null) ? this.heuristic.toHeuristic() : base.heuristic(),
				get(this.ignore, base.ignore()), get(this.varyBy, base.varyBy()),
				get(this.targetedFields, base.targetedFields()), get(this.maxEntrySize, base.maxEntrySize()));
	}

	private static <T> @Nullable T or(@Nullable T own, @Nullable T inherited) {
		return (own != null) ? own : inherited;
	}

	private static <T> T get(@Nullable T value, T builtIn) {
		return (value != null) ? value : builtIn;
	}

	private static @Nullable Map<Integer, Duration> merge(@Nullable Map<Integer, Duration> own,
			@Nullable Map<Integer, Duration> inherited) {
		if (own == null || inherited == null) {
			return or(own, inherited);
		}
		Map<Integer, Duration> merged = new HashMap<>(inherited);
		merged.putAll(own);
		return merged;
	}

	private static @Nullable Duration unlessZero(@Nullable Duration duration) {
		return (duration == null || duration.isZero()) ? null : duration;
	}

	private static Map<Integer, Duration> withoutZeros(Map<Integer, Duration> durations) {
		return durations.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isZero())
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Set<String> upperCase(Set<String> methods) {
		return methods.stream().map((method) -> method.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	/**
	 * The settings of freshness guessed from {@code Last-Modified} (RFC 9111 §4.2.2).
	 *
	 * @param enabled whether to guess
	 * @param fraction the share of the time since {@code Last-Modified}, 0 to 1
	 * @param max the most to guess; zero guesses nothing
	 */
	public record HeuristicSettings(@Nullable Boolean enabled, @Nullable Double fraction, @Nullable Duration max) {

		static @Nullable HeuristicSettings inherit(@Nullable HeuristicSettings own,
				@Nullable HeuristicSettings inherited) {
			if (own == null || inherited == null) {
				return or(own, inherited);
			}
			return new HeuristicSettings(or(own.enabled, inherited.enabled), or(own.fraction, inherited.fraction),
					or(own.max, inherited.max));
		}

		CachePolicy.Heuristic toHeuristic() {
			CachePolicy.Heuristic base = CachePolicy.Heuristic.OFF;
			return new CachePolicy.Heuristic(get(this.enabled, base.enabled()), get(this.fraction, base.fraction()),
					get(this.max, base.max()));
		}

	}

}
