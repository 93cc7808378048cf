package io.httpcache.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The {@code Vary} field (RFC 9110 §12.5.5).
 *
 * @param any whether {@code *} is a member: no later request can be known to match
 * @param names the request fields, lower case, distinct, in the order of the message
 */
public record VaryField(boolean any, List<String> names) {

	/** The response does not vary. */
	public static final VaryField NONE = new VaryField(false, List.of());

	public VaryField {
		names = List.copyOf(names);
	}

	/**
	 * Reads the field; members that are no field names are ignored.
	 * @param lines the field lines in the order of the message
	 * @return what the response varies by
	 */
	public static VaryField parse(List<String> lines) {
		if (lines.isEmpty()) {
			return NONE;
		}
		boolean any = false;
		Set<String> names = new LinkedHashSet<>();
		for (String line : lines) {
			int from = 0;
			while (from <= line.length()) {
				int comma = line.indexOf(',', from);
				int end = (comma >= 0) ? comma : line.length();
				int start = Chars.skipSpace(line, from, end);
				int to = Chars.trimEnd(line, start, end);
				// The asterisk is a token character, so it is looked at first
				if (to == start + 1 && line.charAt(start) == '*') {
					any = true;
				}
				else if (Chars.isToken(line, start, to)) {
					names.add(Chars.lower(line, start, to));
				}
				from = end + 1;
			}
		}
		return (any || !names.isEmpty()) ? new VaryField(any, List.copyOf(names)) : NONE;
	}

}
