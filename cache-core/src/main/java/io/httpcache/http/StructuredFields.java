package io.httpcache.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Structured fields (RFC 9651): reading of Lists and Dictionaries, and what
 * {@code Cache-Status} needs for writing. As the RFC allows, fields of more than 1024
 * members, and members of more than 256 parameters or inner members, count as malformed.
 */
public final class StructuredFields {

	private StructuredFields() {
	}

	/**
	 * Reads a List (RFC 9651 §4.2.1).
	 * @param lines the field lines in the order of the message
	 * @return the members, or {@code null} when the field is malformed
	 */
	public static @Nullable List<Member> parseList(List<String> lines) {
		return new StructuredFieldParser(String.join(",", lines)).list();
	}

	/**
	 * Reads a Dictionary (RFC 9651 §4.2.2); of several members of a key the last counts.
	 * @param lines the field lines in the order of the message
	 * @return the members by key in their order, or {@code null} when the field is
	 * malformed
	 */
	public static @Nullable Map<String, Member> parseDictionary(List<String> lines) {
		return new StructuredFieldParser(String.join(",", lines)).dictionary();
	}

	/**
	 * Whether a text can be written as a Token (RFC 9651 §3.3.4).
	 * @param text any text
	 * @return {@code true} when it can
	 */
	public static boolean isToken(String text) {
		if (text.isEmpty() || !(Chars.isAlpha(text.charAt(0)) || text.charAt(0) == '*')) {
			return false;
		}
		for (int i = 1; i < text.length(); i++) {
			if (!isTokenCharacter(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	static boolean isTokenCharacter(char c) {
		return Chars.isToken(c) || c == ':' || c == '/';
	}

	/**
	 * Writes a String (RFC 9651 §4.1.6).
	 * @param text any text; characters that a String cannot hold become question marks
	 * @return the text in quotes
	 */
	public static String serializeString(String text) {
		StringBuilder string = new StringBuilder(text.length() + 2).append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				string.append('\\');
			}
			string.append((c >= ' ' && c < 127) ? c : '?');
		}
		return string.append('"').toString();
	}

	/**
	 * Writes a Token where that can be, a String otherwise.
	 * @param text any text
	 * @return the text, in quotes when it needs them
	 */
	public static String serializeKeyOrToken(String text) {
		return (isToken(text)) ? text : serializeString(text);
	}

	/**
	 * A member of a List or a Dictionary.
	 */
	public sealed interface Member {

		/**
		 * The parameters.
		 * @return bare items by key, in their order
		 */
		Map<String, Object> parameters();

	}

	/**
	 * A value with its parameters (RFC 9651 §3.3).
	 *
	 * @param bareItem a {@link Long}, {@link BigDecimal}, {@link String}, {@link Token},
	 * {@link Boolean}, {@code byte[]}, {@link java.time.Instant} (a Date) or
	 * {@link DisplayString}
	 * @param parameters bare items by key
	 */
	public record Item(Object bareItem, Map<String, Object> parameters) implements Member {

	}

	/**
	 * A list within a List or a Dictionary (RFC 9651 §3.1.1).
	 *
	 * @param items the items
	 * @param parameters bare items by key
	 */
	public record InnerList(List<Item> items, Map<String, Object> parameters) implements Member {

	}

	/**
	 * A Token (RFC 9651 §3.3.4).
	 *
	 * @param value its text
	 */
	public record Token(String value) {

		@Override
		public String toString() {
			return this.value;
		}

	}

	/**
	 * A Display String (RFC 9651 §3.3.8).
	 *
	 * @param value its text
	 */
	public record DisplayString(String value) {

		@Override
		public String toString() {
			return this.value;
		}

	}

}
