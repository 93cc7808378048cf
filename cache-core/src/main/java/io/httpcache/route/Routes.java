package io.httpcache.route;

import java.net.URI;
import java.util.Collection;
import java.util.List;

/**
 * All routes, the most specific first. Safe for use by several threads.
 */
public final class Routes {

	private final List<Route> sorted;

	private final Route fallback;

	private Routes(List<Route> sorted, Route fallback) {
		this.sorted = sorted;
		this.fallback = fallback;
	}

	/**
	 * Sorts routes.
	 * @param routes routes with a pattern each
	 * @param fallback the route of everything else
	 * @return the routes
	 * @throws AmbiguousRoutesException when two are equally specific
	 */
	public static Routes of(Collection<Route> routes, Route fallback) {
		return new Routes(List.copyOf(routes), fallback);
	}

	/**
	 * The route of a URI.
	 * @param uri an absolute URI
	 * @return the most specific route that matches, else the fallback
	 */
	public Route match(URI uri) {
		return this.sorted.stream()
			.filter((route) -> route.pattern() != null && route.pattern().matches(uri))
			.findFirst()
			.orElse(this.fallback);
	}

	/**
	 * All routes.
	 * @return the most specific first, the fallback last
	 */
	public List<Route> all() {
		List<Route> all = new java.util.ArrayList<>(this.sorted);
		all.add(this.fallback);
		return List.copyOf(all);
	}

}
