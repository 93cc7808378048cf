package io.httpcache.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Parameters of a query, as forms write them.
 */
final class QueryParameters {

	private QueryParameters() {
	}

	static String without(String uri, int question, Set<String> names) {
		StringBuilder kept = null;
		int from = question + 1;
		while (from <= uri.length()) {
			int ampersand = uri.indexOf('&', from);
			int end = (ampersand >= 0) ? ampersand : uri.length();
			boolean drop = names.contains(name(uri, from, end));
			if (drop && kept == null) {
				// With the separator of the last one that is kept
				kept = new StringBuilder(uri.length()).append(uri, 0, from);
			}
			else if (!drop && kept != null) {
				kept.append(uri, from, end).append('&');
			}
			from = end + 1;
		}
		if (kept == null) {
			return uri;
		}
		// Ends with a separator, or the question mark when nothing is kept
		kept.setLength(kept.length() - 1);
		return kept.toString();
	}

	/** The decoded name of the parameter between two indexes. */
	static String name(String uri, int from, int end) {
		boolean encoded = false;
		int to = from;
		while (to < end && uri.charAt(to) != '=') {
			encoded |= uri.charAt(to) == '%' || uri.charAt(to) == '+';
			to++;
		}
		return (encoded) ? decode(uri.substring(from, to)) : uri.substring(from, to);
	}

	private static String decode(String name) {
		byte[] in = name.getBytes(StandardCharsets.UTF_8);
		int length = 0;
		for (int i = 0; i < in.length; i++) {
			int octet = (in[i] == '%' && i + 2 < in.length) ? octet(in[i + 1], in[i + 2]) : -1;
			i += (octet >= 0) ? 2 : 0;
			in[length++] = (octet >= 0) ? (byte) octet : (in[i] == '+') ? (byte) ' ' : in[i];
		}
		return new String(in, 0, length, StandardCharsets.UTF_8);
	}

	private static int octet(byte high, byte low) {
		int h = Chars.hex((char) (high & 0xff));
		int l = Chars.hex((char) (low & 0xff));
		return (h >= 0 && l >= 0) ? h * 16 + l : -1;
	}

}
