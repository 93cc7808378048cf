package io.httpcache.store;

import java.util.Set;

import io.httpcache.route.UrlPattern;

/**
 * Which entries an eviction of more than one URI concerns.
 */
public sealed interface EvictionScope {

	/**
	 * Whether a stored response is concerned.
	 * @param uri its normalised URI
	 * @param route the name of the route it was stored under
	 * @param tags its labels
	 * @return {@code true} when it is
	 */
	boolean covers(String uri, String route, Set<String> tags);

	/**
	 * The scope that an entry of {@code evicts} names: a URL pattern if it holds a
	 * {@code /}, else a tag.
	 * @param patternOrTag the entry
	 * @return the scope
	 * @throws io.httpcache.route.InvalidUrlPatternException when the pattern cannot be
	 * read
	 */
	static EvictionScope of(String patternOrTag) {
		return (patternOrTag.indexOf('/') >= 0) ? new Pattern(UrlPattern.parse(patternOrTag)) : new Tag(patternOrTag);
	}

	/** Everything. */
	record All() implements EvictionScope {

		@Override
		public boolean covers(String uri, String route, Set<String> tags) {
			return true;
		}

	}

	/**
	 * What was stored under a route.
	 *
	 * @param name the name of the route
	 */
	record Route(String name) implements EvictionScope {

		@Override
		public boolean covers(String uri, String route, Set<String> tags) {
			return this.name.equals(route);
		}

	}

	/**
	 * What has a label.
	 *
	 * @param tag the label
	 */
	record Tag(String tag) implements EvictionScope {

		@Override
		public boolean covers(String uri, String route, Set<String> tags) {
			return tags.contains(this.tag);
		}

	}

	/**
	 * What a URL pattern matches.
	 *
	 * @param pattern the pattern
	 */
	record Pattern(UrlPattern pattern) implements EvictionScope {

		@Override
		public boolean covers(String uri, String route, Set<String> tags) {
			return this.pattern.matches(uri);
		}

	}

}
