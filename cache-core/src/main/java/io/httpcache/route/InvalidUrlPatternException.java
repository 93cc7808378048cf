package io.httpcache.route;

/**
 * A URL pattern that cannot be read. The message says what is wrong with it.
 */
public class InvalidUrlPatternException extends IllegalArgumentException {

	private final String pattern;

	/**
	 * The failure.
	 * @param pattern the pattern as it was written
	 * @param problem what is wrong with it
	 */
	public InvalidUrlPatternException(String pattern, String problem) {
		super("URL pattern \"%s\" cannot be read: %s".formatted(pattern, problem));
		this.pattern = pattern;
	}

	/**
	 * The pattern as it was written.
	 * @return the pattern
	 */
	public String getPattern() {
		return this.pattern;
	}

}
