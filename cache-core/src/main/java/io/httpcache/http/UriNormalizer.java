package io.httpcache.http;

import java.nio.charset.StandardCharsets;

/**
 * Normalises URIs (RFC 3986 §6.2.2). Most of them are normal already, so
 * {@link #isNormal(String)} only looks, and may call a normal one abnormal but never the
 * reverse.
 */
final class UriNormalizer {

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	/** What may stand in a path and a query without a second look. */
	private static final boolean[] PLAIN = new boolean[128];

	/** What may stand in a normal host without a second look. */
	private static final boolean[] HOST = new boolean[128];

	static {
		for (char c = '!'; c <= '~'; c++) {
			PLAIN[c] = "#%/?".indexOf(c) < 0;
			HOST[c] = "#%/?@:[]".indexOf(c) < 0 && Chars.lower(c) == c;
		}
	}

	private UriNormalizer() {
	}

	static boolean isNormal(String uri) {
		boolean https = uri.startsWith("https://");
		if (!https && !uri.startsWith("http://")) {
			return false;
		}
		int path = pathOfNormalAuthority(uri, (https) ? 8 : 7, (https) ? "443" : "80");
		return path >= 0 && isNormalPath(uri, path);
	}

	/** Where the path starts, or -1 when something before it may have to change. */
	private static int pathOfNormalAuthority(String uri, int from, String defaultPort) {
		int i = from;
		while (i < uri.length() && uri.charAt(i) < 128 && HOST[uri.charAt(i)]) {
			i++;
		}
		if (i == from || i == uri.length()) {
			return -1;
		}
		if (uri.charAt(i) == ':') {
			int port = ++i;
			while (i < uri.length() && Chars.isDigit(uri.charAt(i))) {
				i++;
			}
			boolean isDefault = i - port == defaultPort.length() && uri.startsWith(defaultPort, port);
			if (i == port || uri.charAt(port) == '0' || isDefault) {
				return -1;
			}
		}
		return (i < uri.length() && uri.charAt(i) == '/') ? i : -1;
	}

	private static boolean isNormalPath(String uri, int path) {
		boolean query = false;
		for (int i = path; i < uri.length(); i++) {
			char c = uri.charAt(i);
			if (c < 128 && PLAIN[c]) {
				continue;
			}
			switch (c) {
				case '/' -> {
					if (!query && i + 1 < uri.length() && uri.charAt(i + 1) == '.' && isDotSegment(uri, i + 1)) {
						return false;
					}
				}
				case '?' -> query = true;
				case '%' -> {
					if (!isNormalOctet(uri, i)) {
						return false;
					}
				}
				default -> {
					return false;
				}
			}
		}
		return true;
	}

	private static boolean isDotSegment(String uri, int dot) {
		int i = dot + 1;
		if (i < uri.length() && uri.charAt(i) == '.') {
			i++;
		}
		return i == uri.length() || uri.charAt(i) == '/' || uri.charAt(i) == '?' || uri.charAt(i) == '#';
	}

	private static boolean isNormalOctet(String uri, int percent) {
		int octet = octet(uri, percent, uri.length());
		return octet >= 0 && !isUnreserved(octet) && HEX[octet >> 4] == uri.charAt(percent + 1)
				&& HEX[octet & 15] == uri.charAt(percent + 2);
	}

	private static int octet(String uri, int percent, int to) {
		if (percent + 2 >= to) {
			return -1;
		}
		int high = Chars.hex(uri.charAt(percent + 1));
		int low = Chars.hex(uri.charAt(percent + 2));
		return (high >= 0 && low >= 0) ? high * 16 + low : -1;
	}

	private static boolean isUnreserved(int octet) {
		char c = (char) octet;
		return Chars.isAlpha(c) || Chars.isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
	}

	static String normalize(String uri) {
		int colon = uri.indexOf(':');
		if (colon < 0 || !uri.startsWith("://", colon)) {
			return uri;
		}
		int from = colon + 3;
		int authorityEnd = authorityEnd(uri, from);
		if (authorityEnd == from) {
			return uri;
		}
		StringBuilder normal = new StringBuilder(uri.length() + 1);
		normal.append(Chars.lower(uri, 0, colon)).append("://");
		int at = uri.lastIndexOf('@', authorityEnd - 1);
		appendHostAndPort(normal, uri, Math.max(from, at + 1), authorityEnd);
		int fragment = uri.indexOf('#', authorityEnd);
		int end = (fragment >= 0) ? fragment : uri.length();
		int question = uri.indexOf('?', authorityEnd);
		int pathEnd = (question >= 0 && question < end) ? question : end;
		int path = normal.length();
		if (authorityEnd == pathEnd) {
			normal.append('/');
		}
		append(normal, uri, authorityEnd, pathEnd, false);
		removeDotSegments(normal, path);
		append(normal, uri, pathEnd, end, false);
		return (uri.contentEquals(normal)) ? uri : normal.toString();
	}

	static int authorityEnd(String uri, int from) {
		int i = from;
		while (i < uri.length() && uri.charAt(i) != '/' && uri.charAt(i) != '?' && uri.charAt(i) != '#') {
			i++;
		}
		return i;
	}

	private static void appendHostAndPort(StringBuilder normal, String uri, int from, int to) {
		int port = to;
		while (port > from && Chars.isDigit(uri.charAt(port - 1))) {
			port--;
		}
		if (port == from || uri.charAt(port - 1) != ':') {
			append(normal, uri, from, to, true);
			return;
		}
		append(normal, uri, from, port - 1, true);
		while (port < to && uri.charAt(port) == '0') {
			port++;
		}
		String digits = uri.substring(port, to);
		boolean isDefault = (digits.equals("80") && uri.regionMatches(true, 0, "http:", 0, 5))
				|| (digits.equals("443") && uri.regionMatches(true, 0, "https:", 0, 6));
		if (!digits.isEmpty() && !isDefault) {
			normal.append(':').append(digits);
		}
	}

	private static void append(StringBuilder normal, String uri, int from, int to, boolean lower) {
		for (int i = from; i < to; i++) {
			char c = uri.charAt(i);
			int octet = (c == '%') ? octet(uri, i, to) : -1;
			if (octet >= 0) {
				i += 2;
				if (isUnreserved(octet)) {
					normal.append((lower) ? Chars.lower((char) octet) : (char) octet);
				}
				else {
					appendOctet(normal, octet);
				}
			}
			else if (c > ' ' && c < 127 && c != '%') {
				normal.append((lower) ? Chars.lower(c) : c);
			}
			else {
				i += appendEncoded(normal, uri, i, to) - 1;
			}
		}
	}

	/**
	 * Appends the character at an index percent-encoded as UTF-8 (RFC 3987 §3.1).
	 * @return how many chars it takes
	 */
	static int appendEncoded(StringBuilder target, String text, int at, int to) {
		boolean pair = at + 1 < to && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
		int length = (pair) ? 2 : 1;
		for (byte octet : text.substring(at, at + length).getBytes(StandardCharsets.UTF_8)) {
			appendOctet(target, octet & 0xff);
		}
		return length;
	}

	private static void appendOctet(StringBuilder target, int octet) {
		target.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
	}

	/** RFC 3986 §5.2.4, in place: what was taken is looked back over once. */
	private static void removeDotSegments(StringBuilder uri, int path) {
		int out = path;
		int in = path;
		int end = uri.length();
		while (in < end) {
			int next = in + 1;
			while (next < end && uri.charAt(next) != '/') {
				next++;
			}
			int dots = dots(uri, in + 1, next);
			if (dots == 0) {
				while (in < next) {
					uri.setCharAt(out++, uri.charAt(in++));
				}
			}
			while (dots == 2 && out > path && uri.charAt(--out) != '/') {
				// Looks for the slash of the segment before
			}
			if (dots > 0 && next == end) {
				uri.setCharAt(out++, '/');
			}
			in = next;
		}
		uri.setLength(out);
	}

	private static int dots(StringBuilder uri, int from, int to) {
		int length = to - from;
		boolean dots = (length == 1 || length == 2) && uri.charAt(from) == '.' && uri.charAt(to - 1) == '.';
		return (dots) ? length : 0;
	}

}
