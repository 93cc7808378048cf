package io.httpcache.route;

import org.jspecify.annotations.Nullable;

/**
 * Path segments as text with free stretches, and what two of them have in common.
 */
final class Globs {

	/** A stretch that may be any text; no character that a pattern can hold. */
	static final String FREE = "\0";

	/** A segment of any text. */
	static final String ANY = FREE;

	/** A segment that stands for any number of segments. */
	static final String REST = "**";

	private static final char FREE_CHAR = '\0';

	private Globs() {
	}

	/**
	 * A segment without its variables.
	 * @param segment a segment of a path pattern, variables without names
	 * @return literal text and free stretches, or {@link #REST}
	 */
	static String of(String segment) {
		if (segment.equals(REST)) {
			return REST;
		}
		StringBuilder glob = new StringBuilder();
		int depth = 0;
		for (int i = 0; i < segment.length(); i++) {
			char c = segment.charAt(i);
			if (c == '\\' && depth > 0) {
				i++;
			}
			else if (c == '{') {
				depth++;
			}
			else if (c == '}' && depth > 0) {
				depth--;
				if (depth == 0) {
					glob.append(FREE_CHAR);
				}
			}
			else if (depth == 0) {
				glob.append((c == '*') ? FREE_CHAR : c);
			}
		}
		return glob.toString();
	}

	/**
	 * A text that both segments match.
	 * @param a a segment
	 * @param b another one
	 * @return the text, with a free stretch where both are free, or {@code null}
	 */
	static @Nullable String common(String a, String b) {
		// reach[i][j]: the rest of a from i and the rest of b from j have a text in
		// common.
		boolean[][] reach = new boolean[a.length() + 1][b.length() + 1];
		for (int i = a.length(); i >= 0; i--) {
			for (int j = b.length(); j >= 0; j--) {
				reach[i][j] = (i == a.length() && j == b.length()) || (free(a, i) && reach[i + 1][j])
						|| (free(b, j) && reach[i][j + 1]) || (free(a, i) && literal(b, j) && reach[i][j + 1])
						|| (free(b, j) && literal(a, i) && reach[i + 1][j])
						|| (literal(a, i) && literal(b, j) && a.charAt(i) == b.charAt(j) && reach[i + 1][j + 1]);
			}
		}
		return reach[0][0] ? walk(a, b, reach) : null;
	}

	private static String walk(String a, String b, boolean[][] reach) {
		StringBuilder text = new StringBuilder();
		int i = 0;
		int j = 0;
		while (i < a.length() || j < b.length()) {
			if (free(a, i) && free(b, j) && reach[i + 1][j + 1]) {
				text.append(FREE_CHAR);
				i++;
				j++;
			}
			else if (free(a, i) && literal(b, j) && reach[i][j + 1]) {
				text.append(b.charAt(j++));
			}
			else if (free(b, j) && literal(a, i) && reach[i + 1][j]) {
				text.append(a.charAt(i++));
			}
			else if (free(a, i) && reach[i + 1][j]) {
				i++;
			}
			else if (free(b, j) && reach[i][j + 1]) {
				j++;
			}
			else {
				text.append(a.charAt(i++));
				j++;
			}
		}
		return text.toString();
	}

	private static boolean free(String segment, int index) {
		return index < segment.length() && segment.charAt(index) == FREE_CHAR;
	}

	private static boolean literal(String segment, int index) {
		return index < segment.length() && segment.charAt(index) != FREE_CHAR;
	}

}
