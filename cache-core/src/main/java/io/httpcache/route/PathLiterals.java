package io.httpcache.route;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the percent-encoded characters of a path pattern outside braces. A PathPattern
 * compares its literal text with decoded segments, so {@code /a%20b} would match no URL
 * at all if it were left as it is.
 */
final class PathLiterals {

	/** They would mean something else to PathPattern once decoded. */
	private static final String SPECIAL = "/{}*?";

	private PathLiterals() {
	}

	static String decode(String pattern, String path) {
		StringBuilder decoded = new StringBuilder(path.length());
		int depth = 0;
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (depth == 0 && c == ';') {
				throw new InvalidUrlPatternException(pattern, "matrix parameters (`;`) are not compared",
						"leave them out: the segment matches whatever they are; write `%3B` for a `;` in a name");
			}
			if (depth == 0 && c == '%') {
				i = decodeRun(pattern, path, i, decoded) - 1;
				continue;
			}
			if (c == '\\' && depth > 0 && i + 1 < path.length()) {
				decoded.append(c);
				c = path.charAt(++i);
			}
			else if (c == '{') {
				depth++;
			}
			else if (c == '}' && depth > 0) {
				depth--;
			}
			decoded.append(c);
		}
		return decoded.toString();
	}

	private static int decodeRun(String pattern, String path, int start, StringBuilder decoded) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int i = start;
		while (i < path.length() && path.charAt(i) == '%') {
			int high = (i + 2 < path.length()) ? hex(path.charAt(i + 1)) : -1;
			int low = (i + 2 < path.length()) ? hex(path.charAt(i + 2)) : -1;
			if (high < 0 || low < 0) {
				throw new InvalidUrlPatternException(pattern, "`%` is not followed by two hexadecimal digits",
						"write `%25` for a percent sign");
			}
			int octet = high * 16 + low;
			if (SPECIAL.indexOf(octet) >= 0) {
				throw new InvalidUrlPatternException(pattern,
						"`%s` cannot be compared literally".formatted(path.substring(i, i + 3)),
						"write a variable with a regular expression for that segment, such as `{name:a.b}`");
			}
			bytes.write(octet);
			i += 3;
		}
		decoded.append(bytes.toString(StandardCharsets.UTF_8));
		return i;
	}

	private static int hex(char c) {
		// Character.digit takes digits of other scripts too.
		return (c < 128) ? Character.digit(c, 16) : -1;
	}

}
