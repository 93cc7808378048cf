package io.httpcache.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that are comma-separated lists (RFC 9110 §5.6.1).
 */
public final class FieldValues {

	private FieldValues() {
	}

	/**
	 * The members of a list: commas in quoted strings (RFC 9110 §5.6.4) do not separate.
	 * A quote that is never closed is an ordinary character, so that it hides no members.
	 * @param lines the field lines in the order of the message
	 * @return the members without surrounding white space, empty ones dropped
	 */
	public static List<String> split(List<String> lines) {
		return split(lines, true);
	}

	static List<String> split(List<String> lines, boolean escapes) {
		if (lines.isEmpty()) {
			return List.of();
		}
		List<String> members = new ArrayList<>(4);
		for (String line : lines) {
			split(line, escapes, members);
		}
		return members;
	}

	private static void split(String line, boolean escapes, List<String> members) {
		boolean quotes = true;
		int start = 0;
		int i = 0;
		while (i < line.length()) {
			char c = line.charAt(i);
			if (c == ',') {
				add(line, start, i, members);
				start = i + 1;
			}
			else if (c == '"' && quotes) {
				int close = Chars.closingQuote(line, i, line.length(), escapes);
				// Looking for it once a line keeps this linear
				quotes = close >= 0;
				i = Math.max(i, close);
			}
			i++;
		}
		add(line, start, line.length(), members);
	}

	private static void add(String line, int from, int to, List<String> members) {
		int start = Chars.skipSpace(line, from, to);
		int end = Chars.trimEnd(line, start, to);
		if (start < end) {
			members.add(line.substring(start, end));
		}
	}

}
