package io.httpcache.route;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.CachePolicy;

/**
 * The resolved settings of one route: inheritance from the defaults is done. Immutable.
 *
 * @param name its name; {@link #DEFAULT_NAME} for what no pattern matches
 * @param pattern which URLs it is for; {@code null} for the default
 * @param order settles ties between patterns, smaller first
 * @param policy the rules that decisions need
 * @param partition {@code caller}, {@code application} or the name of a resolver bean
 * @param ignoredQueryParameters query parameters that are no part of the key
 * @param maxVariants how many variants a key may have
 * @param collapse whether identical misses under way share one fetch
 * @param tags labels of what it stores
 * @param evicts URL patterns (with a {@code /}) and tags that an unsafe request drops
 * @param keyBody whether the request body is part of the key
 */
public record Route(String name, @Nullable UrlPattern pattern, int order, CachePolicy policy, String partition,
		Set<String> ignoredQueryParameters, int maxVariants, boolean collapse, Set<String> tags, List<String> evicts,
		KeyBody keyBody) {

	/** The name of the route of everything that no pattern matches. */
	public static final String DEFAULT_NAME = "default";

	/** Separate the entries of each caller. */
	public static final String PARTITION_CALLER = "caller";

	/** The credential is the application's own and separates nothing. */
	public static final String PARTITION_APPLICATION = "application";

	/** How many variants a key may have unless a route says otherwise. */
	public static final int DEFAULT_MAX_VARIANTS = 16;

	/** RFC 9111 for everything. */
	public static final Route DEFAULT = new Route(DEFAULT_NAME, null, 0, CachePolicy.DEFAULT, PARTITION_CALLER,
			Set.of(), DEFAULT_MAX_VARIANTS, true, Set.of(), List.of(), KeyBody.NONE);

	public Route {
		ignoredQueryParameters = Set.copyOf(ignoredQueryParameters);
		tags = Set.copyOf(tags);
		evicts = List.copyOf(evicts);
	}

}
