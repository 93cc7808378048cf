package io.httpcache.http;

import org.jspecify.annotations.Nullable;

/**
 * A non-negative number of seconds (RFC 9111 §1.2.2).
 */
public final class DeltaSeconds {

	/** What a larger number counts as (RFC 9111 §1.2.2). */
	public static final long MAX = 2147483648L;

	/** What is no number of seconds. */
	public static final long INVALID = -1;

	private DeltaSeconds() {
	}

	/**
	 * Reads a number of seconds; white space around it is allowed, leading zeros are too.
	 * @param value digits
	 * @return seconds from 0 to {@link #MAX}, or {@link #INVALID}
	 */
	public static long parse(@Nullable String value) {
		if (value == null) {
			return INVALID;
		}
		int from = Chars.skipSpace(value, 0, value.length());
		return parse(value, from, Chars.trimEnd(value, from, value.length()));
	}

	static long parse(String text, int from, int to) {
		if (from >= to) {
			return INVALID;
		}
		long seconds = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (!Chars.isDigit(c)) {
				return INVALID;
			}
			seconds = Math.min(MAX, seconds * 10 + (c - '0'));
		}
		return seconds;
	}

}
