package io.httpcache.client;

import java.nio.charset.StandardCharsets;

/**
 * Tells a GraphQL document that changes something.
 */
final class GraphQlDocument {

	private static final byte[] MUTATION = "mutation".getBytes(StandardCharsets.US_ASCII);

	private GraphQlDocument() {
	}

	/** Whether a body holds the word at all: without it there is nothing to look into. */
	static boolean mayMutate(byte[] body) {
		for (int i = 0; i + MUTATION.length <= body.length; i++) {
			int matched = 0;
			while (matched < MUTATION.length && body[i + matched] == MUTATION[matched]) {
				matched++;
			}
			if (matched == MUTATION.length) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a JSON body may hold the word in another form: with a character escaped, or
	 * in UTF-16 or UTF-32 (which have zeros between ASCII characters).
	 */
	static boolean mayHide(byte[] body) {
		for (int i = 0; i < body.length; i++) {
			if (body[i] == 0 || (body[i] == '\\' && i + 1 < body.length && body[i + 1] == 'u')) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether one of the operations of a document is a mutation: the keyword outside of
	 * braces, comments and strings.
	 */
	static boolean mutates(String document) {
		int depth = 0;
		int i = 0;
		while (i < document.length()) {
			char c = document.charAt(i);
			if (c == '#') {
				i = endOfLine(document, i);
			}
			else if (c == '"') {
				i = endOfString(document, i);
			}
			else if (Character.isJavaIdentifierStart(c)) {
				int end = i;
				while (end < document.length() && Character.isJavaIdentifierPart(document.charAt(end))) {
					end++;
				}
				if (depth == 0 && document.substring(i, end).equals("mutation")) {
					return true;
				}
				i = end;
			}
			else {
				depth += (c == '{' || c == '(') ? 1 : (c == '}' || c == ')') ? -1 : 0;
				i++;
			}
		}
		return false;
	}

	private static int endOfLine(String document, int from) {
		int end = document.indexOf('\n', from);
		return (end < 0) ? document.length() : end;
	}

	private static int endOfString(String document, int from) {
		if (document.startsWith("\"\"\"", from)) {
			int end = document.indexOf("\"\"\"", from + 3);
			return (end < 0) ? document.length() : end + 3;
		}
		int i = from + 1;
		while (i < document.length() && document.charAt(i) != '"' && document.charAt(i) != '\n') {
			i += (document.charAt(i) == '\\') ? 2 : 1;
		}
		return Math.min(i + 1, document.length());
	}

}
