package io.httpcache.route;

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
		super("Routes \"%s\" (%s) and \"%s\" (%s) are equally specific".formatted(first.name(), first.pattern(),
				second.name(), second.pattern()));
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
