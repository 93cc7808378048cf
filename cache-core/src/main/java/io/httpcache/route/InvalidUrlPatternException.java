package io.httpcache.route;

/**
 * A URL pattern that cannot be read. The message says what is wrong with it and what to
 * write instead.
 */
public class InvalidUrlPatternException extends IllegalArgumentException {

	private final String pattern;

	private final String problem;

	private final String action;

	/**
	 * The failure.
	 * @param pattern the pattern as it was written
	 * @param problem what is wrong with it
	 */
	public InvalidUrlPatternException(String pattern, String problem) {
		this(pattern, problem, "write [scheme://][host[:port]]/path[?query]");
	}

	/**
	 * The failure and its remedy.
	 * @param pattern the pattern as it was written
	 * @param problem what is wrong with it
	 * @param action what to write instead
	 */
	public InvalidUrlPatternException(String pattern, String problem, String action) {
		super("URL pattern \"%s\" cannot be read: %s; %s".formatted(visible(pattern), problem, action));
		this.pattern = pattern;
		this.problem = problem;
		this.action = action;
	}

	/** A message is one line of a log, whatever was written. */
	private static String visible(String pattern) {
		return pattern.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
	}

	/**
	 * The pattern as it was written, without user information.
	 * @return the pattern
	 */
	public String getPattern() {
		return this.pattern;
	}

	/**
	 * What is wrong with it.
	 * @return part of a sentence
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * What to write instead.
	 * @return part of a sentence, an imperative
	 */
	public String getAction() {
		return this.action;
	}

}
