package io.httpcache.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

import io.httpcache.engine.Prohibition;

/**
 * Properties under {@code httpcache.routes.*} and {@code httpcache.defaults}. What is
 * {@code null} is inherited. Immutable.
 *
 * @param url Pattern of the URLs that the route is for,
 * "[scheme://][host[:port]]/path[?query]".
 * @param order Which of two equally specific patterns comes first, the smaller one.
 * @param methods HTTP methods that may be answered from and stored in the cache.
 * @param enabled Whether the cache acts on these URLs.
 * @param ttl Freshness of exactly this long, whatever the origin says.
 * @param defaultTtl Freshness of responses for which the origin gives none.
 * @param minTtl Least freshness of responses, where the origin gives less.
 * @param maxTtl Most freshness of responses, where the origin gives more.
 * @param ttlByStatus Freshness of exactly this long by the status of the response.
 * @param ttlJitter By how much a configured freshness is shortened at most, at random, so
 * that entries do not expire together.
 * @param staleIfError How long after its freshness a response may stand in for a failing
 * origin.
 * @param staleWhileRevalidate How long after its freshness a response may answer while it
 * is refreshed in the background.
 * @param errorStatuses Statuses that count as a failing origin.
 * @param refreshAhead Share of the freshness after which a hit refreshes the response in
 * the background.
 * @param softTimeout How long to wait for the origin where a stale response could answer.
 * @param heuristic Freshness guessed from Last-Modified.
 * @param ignore Prohibitions of the origin that do not hold here.
 * @param partition Whose entries are separated: "caller", "application" (the credential
 * is the application's own), or the name of a resolver bean.
 * @param varyBy Request header fields that separate responses whether Vary says so or
 * not.
 * @param maxVariants How many variants of one URL to keep.
 * @param ignoredQueryParameters Query parameters that do not change the response.
 * @param maxEntrySize Largest body to store.
 * @param collapse Whether identical requests under way share one request to the origin.
 * @param tags Labels of what is stored, for eviction.
 * @param evicts URL patterns (with a slash) and tags to evict when an unsafe request such
 * as POST succeeds.
 * @param keyBody Whether the request body is part of the key, and how bodies are
 * compared.
 * @param targetedFields Names of targeted cache control fields (RFC 9213) to obey, the
 * most important first.
 */
public record RouteProperties(@Nullable String url, @Nullable Integer order, @Nullable Set<String> methods,
		@Nullable Boolean enabled, @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration ttl,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration defaultTtl,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration minTtl,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxTtl, @Nullable Map<Integer, StatusTtl> ttlByStatus,
		@Nullable Percentage ttlJitter, @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration staleIfError,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration staleWhileRevalidate, @Nullable Set<Integer> errorStatuses,
		@Nullable Percentage refreshAhead, @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration softTimeout,
		@DefaultValue Heuristic heuristic, @Nullable Set<Prohibition> ignore, @Nullable String partition,
		@Nullable List<String> varyBy, @Nullable Integer maxVariants, @Nullable Set<String> ignoredQueryParameters,
		@Nullable DataSize maxEntrySize, @Nullable Boolean collapse, @Nullable Set<String> tags,
		@Nullable List<String> evicts, @Nullable KeyBodyType keyBody, @Nullable List<String> targetedFields) {

	/**
	 * Freshness guessed from the age of a resource (RFC 9111 §4.2.2).
	 *
	 * @param enabled Whether to guess.
	 * @param fraction Share of the time since Last-Modified.
	 * @param max Most freshness to guess.
	 */
	public record Heuristic(@Nullable Boolean enabled, @Nullable Percentage fraction,
			@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration max) {

	}

	/**
	 * How the body of a request takes part in the key.
	 */
	public enum KeyBodyType {

		/** Its bytes do. */
		TRUE,

		/** It does not. */
		FALSE,

		/** JSON by its value, whatever the order of members and the white space. */
		JSON

	}

}
