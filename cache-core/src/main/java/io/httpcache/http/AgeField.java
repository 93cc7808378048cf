package io.httpcache.http;

import java.util.List;

/**
 * The {@code Age} field (RFC 9111 §5.1).
 */
public final class AgeField {

	private AgeField() {
	}

	/**
	 * Reads the first member of the first line; further ones are discarded, and an
	 * invalid one means that there is no age, as RFC 9111 §5.1 asks.
	 * @param lines the field lines in the order of the message
	 * @return seconds from 0 to {@link DeltaSeconds#MAX}, or -1 when there is no valid
	 * age
	 */
	public static long parse(List<String> lines) {
		if (lines.isEmpty()) {
			return DeltaSeconds.INVALID;
		}
		String line = lines.get(0);
		int comma = line.indexOf(',');
		int end = (comma >= 0) ? comma : line.length();
		int from = Chars.skipSpace(line, 0, end);
		return DeltaSeconds.parse(line, from, Chars.trimEnd(line, from, end));
	}

}
