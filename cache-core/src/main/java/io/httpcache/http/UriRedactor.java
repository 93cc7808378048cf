package io.httpcache.http;

import java.util.function.Predicate;

/**
 * Makes URIs fit to be shown.
 */
final class UriRedactor {

	private UriRedactor() {
	}

	static String redact(String uri, Predicate<String> isSecret) {
		int fragment = uri.indexOf('#');
		int end = (fragment >= 0) ? fragment : uri.length();
		int question = uri.indexOf('?');
		int query = (question >= 0 && question < end) ? question : end;
		StringBuilder shown = new StringBuilder(end + 16);
		int from = 0;
		int authority = authority(uri, query);
		if (authority >= 0) {
			append(shown, uri, 0, authority);
			int at = uri.lastIndexOf('@', UriNormalizer.authorityEnd(uri, authority) - 1);
			from = Math.max(authority, at + 1);
		}
		append(shown, uri, from, query);
		appendQuery(shown, uri, query, end, isSecret);
		return shown.toString();
	}

	private static int authority(String uri, int query) {
		int slashes = uri.indexOf("//");
		boolean there = slashes == 0 || (slashes > 0 && uri.charAt(slashes - 1) == ':');
		return (there && slashes < query) ? slashes + 2 : -1;
	}

	private static void appendQuery(StringBuilder shown, String uri, int query, int end, Predicate<String> isSecret) {
		int from = query;
		while (from < end) {
			append(shown, uri, from, from + 1);
			int parameter = from + 1;
			int next = parameter;
			int equals = -1;
			while (next < end && !isSeparator(uri.charAt(next))) {
				if (equals < 0 && uri.charAt(next) == '=') {
					equals = next;
				}
				next++;
			}
			if (equals >= 0 && isSecret.test(QueryParameters.name(uri, parameter, next))) {
				append(shown, uri, parameter, equals + 1);
				shown.append("***");
			}
			else {
				append(shown, uri, parameter, next);
			}
			from = next;
		}
	}

	// Some servers take semicolons; a question mark starts the query of a URI in a value
	private static boolean isSeparator(char c) {
		return c == '&' || c == ';' || c == '?';
	}

	private static void append(StringBuilder shown, String uri, int from, int to) {
		for (int i = from; i < to; i++) {
			char c = uri.charAt(i);
			if (c > ' ' && c < 127) {
				shown.append(c);
			}
			else {
				i += UriNormalizer.appendEncoded(shown, uri, i, to) - 1;
			}
		}
	}

}
