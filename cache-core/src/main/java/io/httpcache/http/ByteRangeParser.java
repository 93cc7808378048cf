package io.httpcache.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Range} fields.
 */
final class ByteRangeParser {

	private static final String UNIT = "bytes=";

	private static final long NONE = -1;

	private static final long MALFORMED = -2;

	private ByteRangeParser() {
	}

	static @Nullable ByteRange parse(@Nullable String rangeField) {
		int set = start(rangeField);
		if (rangeField == null || set < 0) {
			return null;
		}
		int from = Chars.skipSpace(rangeField, set, rangeField.length());
		int to = Chars.trimEnd(rangeField, from, rangeField.length());
		int dash = rangeField.indexOf('-', from);
		if (dash < 0) {
			return null;
		}
		long first = number(rangeField, from, dash);
		long last = number(rangeField, dash + 1, to);
		if (first == MALFORMED || last == MALFORMED || (first == NONE && last == NONE)) {
			return null;
		}
		if (first == NONE) {
			return new ByteRange.Suffix(last);
		}
		if (last == NONE) {
			return new ByteRange.From(first);
		}
		return (first <= last) ? new ByteRange.Interval(first, last) : null;
	}

	static boolean isMultiple(@Nullable String rangeField) {
		int set = start(rangeField);
		if (rangeField == null || set < 0) {
			return false;
		}
		int members = 0;
		boolean inMember = false;
		for (int i = set; i < rangeField.length() && members < 2; i++) {
			char c = rangeField.charAt(i);
			if (c == ',') {
				inMember = false;
			}
			else if (!inMember && !Chars.isSpace(c)) {
				inMember = true;
				members++;
			}
		}
		return members > 1;
	}

	private static int start(@Nullable String rangeField) {
		// Range units are case-insensitive (RFC 9110 §14.1)
		return (rangeField != null && rangeField.regionMatches(true, 0, UNIT, 0, UNIT.length())) ? UNIT.length() : -1;
	}

	private static long number(String text, int from, int to) {
		if (from == to) {
			return NONE;
		}
		long number = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (!Chars.isDigit(c)) {
				return MALFORMED;
			}
			number = (number > (Long.MAX_VALUE - 9) / 10) ? Long.MAX_VALUE : number * 10 + (c - '0');
		}
		return number;
	}

}
