package io.httpcache.route;

import java.net.URI;

/**
 * A pattern {@code [scheme://][host[:port]]/path[?query]}.
 */
public final class UrlPattern {

	private final String text;

	private UrlPattern(String text) {
		this.text = text;
	}

	/**
	 * Reads a pattern.
	 * @param text the pattern
	 * @return the pattern
	 * @throws InvalidUrlPatternException when it cannot be read
	 */
	public static UrlPattern parse(String text) {
		return new UrlPattern(text);
	}

	/**
	 * Whether a URI matches.
	 * @param uri an absolute URI
	 * @return {@code true} when it does
	 */
	public boolean matches(URI uri) {
		return false;
	}

	/**
	 * Whether a URI matches.
	 * @param uri an absolute URI
	 * @return {@code true} when it does; {@code false} also for what is no URI
	 */
	public boolean matches(String uri) {
		return matches(URI.create(uri));
	}

	@Override
	public String toString() {
		return this.text;
	}

}
