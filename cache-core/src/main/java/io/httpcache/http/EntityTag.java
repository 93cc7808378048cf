package io.httpcache.http;

import org.jspecify.annotations.Nullable;

/**
 * An entity tag (RFC 9110 §8.8.3). What a peer sent without quotes or with a broken
 * weakness flag is kept as it is: it matches only the very same text, and never strongly.
 *
 * @param weak whether it is weak
 * @param opaque the opaque tag with its quotes, or the whole of a malformed tag
 */
public record EntityTag(boolean weak, String opaque) {

	/**
	 * Reads an entity tag.
	 * @param value the value of an {@code ETag} field or one member of a list of tags
	 * @return the tag, or {@code null} when the value is absent, empty or would mean
	 * something else in {@code If-None-Match}
	 */
	public static @Nullable EntityTag parse(@Nullable String value) {
		if (value == null) {
			return null;
		}
		int from = Chars.skipSpace(value, 0, value.length());
		int to = Chars.trimEnd(value, from, value.length());
		if (from == to || hasControl(value, from, to)) {
			return null;
		}
		boolean weak = value.startsWith("W/\"", from);
		int quote = (weak) ? from + 2 : from;
		if (value.charAt(quote) == '"' && to - quote >= 2 && value.indexOf('"', quote + 1) == to - 1) {
			return new EntityTag(weak, value.substring(quote, to));
		}
		String raw = value.substring(from, to);
		// Sent back in If-None-Match they would be a list, or any representation at all
		return (raw.indexOf(',') >= 0 || raw.equals("*")) ? null : new EntityTag(false, raw);
	}

	private static boolean hasControl(String value, int from, int to) {
		for (int i = from; i < to; i++) {
			char c = value.charAt(i);
			if ((c < ' ' && c != '\t') || c == 127) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Strong comparison (RFC 9110 §8.8.3.2).
	 * @param other another tag
	 * @return whether both are strong and equal
	 */
	public boolean strongMatch(EntityTag other) {
		return !this.weak && !other.weak && isWellFormed() && this.opaque.equals(other.opaque);
	}

	/**
	 * Weak comparison (RFC 9110 §8.8.3.2).
	 * @param other another tag
	 * @return whether the opaque tags are equal
	 */
	public boolean weakMatch(EntityTag other) {
		return this.opaque.equals(other.opaque);
	}

	private boolean isWellFormed() {
		return this.opaque.length() >= 2 && this.opaque.indexOf('"', 1) == this.opaque.length() - 1
				&& this.opaque.charAt(0) == '"';
	}

	/**
	 * The form of the field.
	 */
	@Override
	public String toString() {
		return (this.weak) ? "W/" + this.opaque : this.opaque;
	}

}
