package io.httpcache.http;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The value of {@code If-None-Match} or {@code If-Match} (RFC 9110 §13.1).
 *
 * @param any whether it is {@code *}
 * @param tags the tags in the order of the message
 */
public record EntityTags(boolean any, List<EntityTag> tags) {

	public EntityTags {
		tags = List.copyOf(tags);
	}

	/**
	 * Reads the field.
	 * @param lines the field lines in the order of the message
	 * @return the tags, or {@code null} when there are none
	 */
	public static @Nullable EntityTags parse(List<String> lines) {
		boolean any = false;
		List<EntityTag> tags = new ArrayList<>(2);
		// A backslash in an entity tag escapes nothing (RFC 9110 §8.8.3)
		for (String member : FieldValues.split(lines, false)) {
			EntityTag tag = EntityTag.parse(member);
			if (tag != null) {
				tags.add(tag);
			}
			any |= member.equals("*");
		}
		if (!tags.isEmpty()) {
			// An asterisk among tags is no asterisk: the grammar has the one or the other
			return new EntityTags(false, tags);
		}
		return (any) ? new EntityTags(true, List.of()) : null;
	}

	/**
	 * Whether a stored response has one of the tags, by weak comparison.
	 * @param tag the tag of the stored response
	 * @return {@code true} for {@code *} too
	 */
	public boolean weaklyContains(@Nullable EntityTag tag) {
		if (this.any) {
			return true;
		}
		if (tag == null) {
			return false;
		}
		for (EntityTag each : this.tags) {
			if (each.weakMatch(tag)) {
				return true;
			}
		}
		return false;
	}

}
