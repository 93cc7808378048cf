package io.httpcache.route;

import org.jspecify.annotations.Nullable;

/**
 * Two routes match the same URLs and neither comes first.
 */
public class AmbiguousRoutesException extends IllegalArgumentException {

	private final Route first;

	private final Route second;

	/**
	 * The failure.
	 * @param first one route
	 * @param second the other
	 */
	public AmbiguousRoutesException(Route first, Route second) {
		this(first, second, null);
	}

	/**
	 * The failure with a path that shows it.
	 * @param first one route
	 * @param second the other
	 * @param path a path that both match, or {@code null} when none was found
	 */
	AmbiguousRoutesException(Route first, Route second, @Nullable String path) {
		super("Routes \"%s\" (%s) and \"%s\" (%s) are equally specific%s; give one of them a smaller `order`".formatted(
				first.name(), first.pattern(), second.name(), second.pattern(),
				(path != null) ? " and both match the path " + path : ""));
		this.first = first;
		this.second = second;
	}

	/**
	 * One of the two.
	 * @return the route
	 */
	public Route getFirst() {
		return this.first;
	}

	/**
	 * The other one.
	 * @return the route
	 */
	public Route getSecond() {
		return this.second;
	}

}
