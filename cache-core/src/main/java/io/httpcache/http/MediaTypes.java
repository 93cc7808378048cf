package io.httpcache.http;

import org.jspecify.annotations.Nullable;

/**
 * Media types (RFC 9110 §8.3.1).
 */
public final class MediaTypes {

	private MediaTypes() {
	}

	/**
	 * The type without its parameters.
	 * @param contentType the value of a {@code Content-Type} field
	 * @return {@code type/subtype} in lower case, empty when absent or malformed
	 */
	public static String essence(@Nullable String contentType) {
		if (contentType == null) {
			return "";
		}
		int semicolon = contentType.indexOf(';');
		int end = (semicolon >= 0) ? semicolon : contentType.length();
		int from = Chars.skipSpace(contentType, 0, end);
		int to = Chars.trimEnd(contentType, from, end);
		int slash = contentType.indexOf('/', from);
		boolean wellFormed = slash >= 0 && Chars.isToken(contentType, from, slash)
				&& Chars.isToken(contentType, slash + 1, to);
		return (wellFormed) ? Chars.lower(contentType, from, to) : "";
	}

}
