package io.httpcache.http;

/**
 * Characters of RFC 9110 §5.6 and the ASCII text around them.
 */
final class Chars {

	private static final boolean[] TOKEN = new boolean[128];

	static {
		for (char c = '0'; c <= 'z'; c++) {
			TOKEN[c] = isDigit(c) || isAlpha(c);
		}
		"!#$%&'*+-.^_`|~".chars().forEach((c) -> TOKEN[c] = true);
	}

	private Chars() {
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isAlpha(char c) {
		char folded = (char) (c | 0x20);
		return folded >= 'a' && folded <= 'z' && c < 128;
	}

	static boolean isToken(char c) {
		return c < 128 && TOKEN[c];
	}

	static boolean isToken(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (!isToken(text.charAt(i))) {
				return false;
			}
		}
		return from < to;
	}

	static boolean isSpace(char c) {
		return c == ' ' || c == '\t';
	}

	static int skipSpace(String text, int from, int to) {
		int i = from;
		while (i < to && isSpace(text.charAt(i))) {
			i++;
		}
		return i;
	}

	static int trimEnd(String text, int from, int to) {
		int i = to;
		while (i > from && isSpace(text.charAt(i - 1))) {
			i--;
		}
		return i;
	}

	static char lower(char c) {
		return (c >= 'A' && c <= 'Z') ? (char) (c + 32) : c;
	}

	/**
	 * A part of a text in lower case. Only ASCII is folded: the rules of a language would
	 * make other names equal.
	 */
	static String lower(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (text.charAt(i) != lower(text.charAt(i))) {
				StringBuilder lower = new StringBuilder(to - from).append(text, from, to);
				for (int j = i - from; j < lower.length(); j++) {
					lower.setCharAt(j, lower(lower.charAt(j)));
				}
				return lower.toString();
			}
		}
		return text.substring(from, to);
	}

	/** The value of a hexadecimal digit, or -1. */
	static int hex(char c) {
		if (isDigit(c)) {
			return c - '0';
		}
		char folded = (char) (c | 0x20);
		return (folded >= 'a' && folded <= 'f' && c < 128) ? folded - 'a' + 10 : -1;
	}

	/**
	 * Where the quoted string that starts at {@code open} ends.
	 * @return the index of the closing quote, or -1 when there is none before {@code to}
	 */
	static int closingQuote(String text, int open, int to, boolean escapes) {
		for (int i = open + 1; i < to; i++) {
			char c = text.charAt(i);
			if (c == '"') {
				return i;
			}
			if (c == '\\' && escapes) {
				i++;
			}
		}
		return -1;
	}

}
