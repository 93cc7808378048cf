package io.httpcache.route;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * All routes, the most specific first: by host, path and query of their patterns, then by
 * {@code order}, then by port and scheme (see {@link UrlPattern#SPECIFICITY}). Safe for
 * use by several threads.
 */
public final class Routes {

	/** As many URIs as are remembered with their route. */
	static final int REMEMBERED_URIS = 4096;

	/** A longer URI is not remembered, so that memory stays bounded. */
	static final int LONGEST_REMEMBERED_URI = 512;

	private static final Comparator<Route> PRECEDENCE = Comparator
		.comparing(Routes::pattern, UrlPattern.HOST_PATH_QUERY)
		.thenComparingInt(Route::order)
		.thenComparing(Routes::pattern, UrlPattern.PORT_SCHEME);

	/** Only for routes that cannot match the same URL: it makes the list repeatable. */
	private static final Comparator<Route> STABLE = PRECEDENCE.thenComparing((route) -> pattern(route).toString())
		.thenComparing(Route::name);

	private final List<Route> sorted;

	private final Route fallback;

	private final Map<String, List<Route>> byHost = new HashMap<>();

	private final Map<String, List<Route>> bySuffix = new HashMap<>();

	private final List<Route> anyHost = new ArrayList<>();

	private final Map<String, Route> remembered = new ConcurrentHashMap<>();

	private Routes(List<Route> sorted, Route fallback) {
		this.sorted = sorted;
		this.fallback = fallback;
		for (Route route : sorted) {
			UrlPattern pattern = pattern(route);
			String host = pattern.host();
			if (host == null) {
				this.anyHost.add(route);
			}
			else {
				(pattern.isWildcard() ? this.bySuffix : this.byHost).computeIfAbsent(host, (key) -> new ArrayList<>())
					.add(route);
			}
		}
	}

	/**
	 * Sorts routes.
	 * @param routes routes with a pattern each
	 * @param fallback the route of everything else
	 * @return the routes
	 * @throws AmbiguousRoutesException when two are equally specific and can match the
	 * same URL
	 * @throws IllegalArgumentException when a route has no pattern
	 */
	public static Routes of(Collection<Route> routes, Route fallback) {
		List<Route> sorted = routes.stream().sorted(STABLE).toList();
		for (int i = 0; i < sorted.size(); i++) {
			Route route = sorted.get(i);
			for (int j = i + 1; j < sorted.size() && PRECEDENCE.compare(route, sorted.get(j)) == 0; j++) {
				refuseOverlap(route, sorted.get(j));
			}
		}
		return new Routes(sorted, fallback);
	}

	private static void refuseOverlap(Route first, Route second) {
		UrlPattern a = pattern(first);
		UrlPattern b = pattern(second);
		if (!Overlap.sameScope(a, b)) {
			return;
		}
		String path = Overlap.path(a.path(), b.path());
		if (path != null || Overlap.samePath(a.path(), b.path())) {
			throw new AmbiguousRoutesException(first, second, path);
		}
	}

	/**
	 * The route of a URI. Repeated URIs are remembered. Never throws.
	 * @param uri an absolute URI
	 * @return the most specific route that matches, else the fallback
	 */
	public Route match(URI uri) {
		if (this.sorted.isEmpty()) {
			return this.fallback;
		}
		String text = uri.toString();
		Route known = this.remembered.get(text);
		if (known != null) {
			return known;
		}
		Route route = find(uri);
		if (text.length() <= LONGEST_REMEMBERED_URI) {
			if (this.remembered.size() >= REMEMBERED_URIS) {
				this.remembered.clear();
			}
			this.remembered.put(text, route);
		}
		return route;
	}

	/**
	 * The route of a name.
	 * @param name the name of a route
	 * @return the route; the fallback by its own name
	 */
	public Optional<Route> byName(String name) {
		return all().stream().filter((route) -> route.name().equals(name)).findFirst();
	}

	/**
	 * How the route of a URI was found.
	 * @param uri an absolute URI
	 * @return every route in order, the fallback last; exactly one matched
	 */
	public List<RouteMatch> explain(URI uri) {
		Target target = Target.of(uri);
		Route chosen = (target != null) ? find(target) : this.fallback;
		boolean found = false;
		List<RouteMatch> explained = new ArrayList<>(this.sorted.size() + 1);
		for (Route route : all()) {
			boolean matched = route == chosen && !found;
			explained.add(new RouteMatch(route, matched, matched ? null : reason(route, target)));
			found = found || matched;
		}
		return List.copyOf(explained);
	}

	private String reason(Route route, @Nullable Target target) {
		if (target == null) {
			return "no absolute http or https URI";
		}
		String difference = (route != this.fallback) ? pattern(route).difference(target) : null;
		return (difference != null) ? difference : "a more specific route matched";
	}

	/**
	 * All routes.
	 * @return the most specific first, the fallback last
	 */
	public List<Route> all() {
		List<Route> all = new ArrayList<>(this.sorted);
		all.add(this.fallback);
		return List.copyOf(all);
	}

	int remembered() {
		return this.remembered.size();
	}

	private Route find(URI uri) {
		Target target = Target.of(uri);
		return (target != null) ? find(target) : this.fallback;
	}

	private Route find(Target target) {
		Route route = first(this.byHost.get(target.host()), target);
		// The longest suffix is the first to be looked up, as precedence has it.
		for (int dot = target.host().indexOf('.'); route == null && dot >= 0
				&& !this.bySuffix.isEmpty(); dot = target.host().indexOf('.', dot + 1)) {
			route = (dot > 0) ? first(this.bySuffix.get(target.host().substring(dot)), target) : null;
		}
		route = (route != null) ? route : first(this.anyHost, target);
		return (route != null) ? route : this.fallback;
	}

	private static @Nullable Route first(@Nullable List<Route> candidates, Target target) {
		if (candidates == null) {
			return null;
		}
		for (Route route : candidates) {
			if (pattern(route).matches(target)) {
				return route;
			}
		}
		return null;
	}

	private static UrlPattern pattern(Route route) {
		UrlPattern pattern = route.pattern();
		if (pattern == null) {
			throw new IllegalArgumentException("Route \"%s\" has no URL pattern".formatted(route.name()));
		}
		return pattern;
	}

}
