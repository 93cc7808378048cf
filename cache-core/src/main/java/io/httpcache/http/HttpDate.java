package io.httpcache.http;

import org.jspecify.annotations.Nullable;

/**
 * Dates (RFC 9110 §5.6.7): IMF-fixdate and the two obsolete forms, nothing else. Names
 * may be in any case; the name of the day need not fit the date, as obsolete senders get
 * it wrong. Reading allocates nothing.
 */
public final class HttpDate {

	/** What is no date. */
	public static final long INVALID = Long.MIN_VALUE;

	private static final String DAYS = "MonTueWedThuFriSatSun";

	private static final String[] LONG_DAYS = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
			"Sunday" };

	private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

	private static final long DAY_MILLIS = 86_400_000;

	private static final long LAST_MILLIS = 253_402_300_799_999L;

	private static final long FIRST_MILLIS = -62_167_219_200_000L;

	private HttpDate() {
	}

	/**
	 * Reads a date. A two-digit year from 70 is of the 1900s, a lesser one of the 2000s.
	 * @param value the value of a field
	 * @return milliseconds since the epoch, or {@link #INVALID}
	 */
	public static long parse(@Nullable String value) {
		return parse(value, INVALID);
	}

	/**
	 * Reads a date. A two-digit year that seems more than 50 years ahead is of the past
	 * (RFC 9110 §5.6.7).
	 * @param value the value of a field
	 * @param nowMillis the current time in milliseconds since the epoch
	 * @return milliseconds since the epoch, or {@link #INVALID}
	 */
	public static long parse(@Nullable String value, long nowMillis) {
		if (value == null || value.length() < 24) {
			return INVALID;
		}
		if (value.charAt(3) == ',') {
			return imfFixdate(value);
		}
		return (value.charAt(3) == ' ') ? asctime(value) : rfc850(value, nowMillis);
	}

	/**
	 * Writes a date.
	 * @param epochMillis milliseconds since the epoch; what lies outside the years 0 to
	 * 9999 becomes the nearest date within
	 * @return the date as IMF-fixdate, for example {@code Sun, 06 Nov 1994 08:49:37 GMT}
	 */
	public static String format(long epochMillis) {
		long millis = Math.max(FIRST_MILLIS, Math.min(LAST_MILLIS, epochMillis));
		long epochDay = Math.floorDiv(millis, DAY_MILLIS);
		int time = (int) (Math.floorMod(millis, DAY_MILLIS) / 1000);
		int date = civil(epochDay);
		// The epoch was a Thursday
		int weekday = (int) Math.floorMod(epochDay + 3, 7L);
		int month = (date >> 5) & 0xf;
		StringBuilder text = new StringBuilder(29);
		text.append(DAYS, weekday * 3, weekday * 3 + 3).append(", ");
		two(text, date & 0x1f).append(' ').append(MONTHS, month * 3, month * 3 + 3).append(' ');
		two(two(text, (date >> 9) / 100), (date >> 9) % 100).append(' ');
		two(text, time / 3600).append(':');
		two(text, time / 60 % 60).append(':');
		return two(text, time % 60).append(" GMT").toString();
	}

	private static StringBuilder two(StringBuilder text, int number) {
		return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
	}

	// Sun, 06 Nov 1994 08:49:37 GMT
	private static long imfFixdate(String value) {
		if (value.length() != 29 || !is(value, 4, " ") || !is(value, 7, " ") || !is(value, 11, " ")
				|| !is(value, 16, " ") || !is(value, 25, " GMT") || index(DAYS, value, 0) < 0) {
			return INVALID;
		}
		return millis(year(value, 12), index(MONTHS, value, 8), two(value, 5), time(value, 17));
	}

	// Sun Nov 6 08:49:37 1994
	private static long asctime(String value) {
		if (value.length() != 24 || !is(value, 7, " ") || !is(value, 10, " ") || !is(value, 19, " ")
				|| index(DAYS, value, 0) < 0) {
			return INVALID;
		}
		int day = (value.charAt(8) == ' ') ? digit(value, 9) : two(value, 8);
		return millis(year(value, 20), index(MONTHS, value, 4), day, time(value, 11));
	}

	// Sunday, 06-Nov-94 08:49:37 GMT
	private static long rfc850(String value, long nowMillis) {
		int comma = value.indexOf(',');
		if (comma < 0 || value.length() != comma + 24 || !isLongDay(value, comma) || !is(value, comma + 1, " ")
				|| !is(value, comma + 4, "-") || !is(value, comma + 8, "-") || !is(value, comma + 11, " ")
				|| !is(value, comma + 20, " GMT")) {
			return INVALID;
		}
		int day = two(value, comma + 2);
		int month = index(MONTHS, value, comma + 5);
		int year = two(value, comma + 9);
		long time = time(value, comma + 12);
		if (year < 0) {
			return INVALID;
		}
		// A clock outside the years that a date can have says nothing about the century
		if (nowMillis < 0 || nowMillis > LAST_MILLIS) {
			return millis((year < 70) ? 2000 + year : 1900 + year, month, day, time);
		}
		return withinFiftyYears(year, month, day, time, nowMillis);
	}

	private static long withinFiftyYears(int twoDigits, int month, int day, long time, long nowMillis) {
		int today = civil(Math.floorDiv(nowMillis, DAY_MILLIS));
		int limitYear = (today >> 9) + 50;
		int year = limitYear - Math.floorMod(limitYear - twoDigits, 100);
		long date = millis(year, month, day, time);
		long limit = epochDay(limitYear, (today >> 5) & 0xf, today & 0x1f) * DAY_MILLIS
				+ Math.floorMod(nowMillis, DAY_MILLIS);
		return (date > limit) ? millis(year - 100, month, day, time) : date;
	}

	private static boolean isLongDay(String value, int comma) {
		for (String day : LONG_DAYS) {
			if (day.length() == comma && is(value, 0, day)) {
				return true;
			}
		}
		return false;
	}

	private static boolean is(String value, int at, String expected) {
		return same(expected, 0, value, at, expected.length());
	}

	private static boolean same(String expected, int from, String value, int at, int length) {
		for (int i = 0; i < length; i++) {
			if (Chars.lower(value.charAt(at + i)) != Chars.lower(expected.charAt(from + i))) {
				return false;
			}
		}
		return true;
	}

	private static int index(String names, String value, int at) {
		for (int i = 0; i < names.length(); i += 3) {
			if (same(names, i, value, at, 3)) {
				return i / 3;
			}
		}
		return -1;
	}

	private static int digit(String value, int at) {
		char c = value.charAt(at);
		return (Chars.isDigit(c)) ? c - '0' : -1;
	}

	private static int two(String value, int at) {
		int tens = digit(value, at);
		int ones = digit(value, at + 1);
		return (tens < 0 || ones < 0) ? -1 : tens * 10 + ones;
	}

	private static int year(String value, int at) {
		int century = two(value, at);
		int year = two(value, at + 2);
		return (century < 0 || year < 0) ? -1 : century * 100 + year;
	}

	/** The milliseconds of a day, or -1; the 60th second is a leap second. */
	private static long time(String value, int at) {
		int hour = two(value, at);
		int minute = two(value, at + 3);
		int second = two(value, at + 6);
		boolean valid = value.charAt(at + 2) == ':' && value.charAt(at + 5) == ':' && hour >= 0 && hour < 24
				&& minute >= 0 && minute < 60 && second >= 0 && second <= 60;
		return (valid) ? ((hour * 60L + minute) * 60 + second) * 1000 : -1;
	}

	private static long millis(int year, int month, int day, long time) {
		if (year < 0 || month < 0 || day < 1 || day > daysOfMonth(year, month) || time < 0) {
			return INVALID;
		}
		return epochDay(year, month, day) * DAY_MILLIS + time;
	}

	private static int daysOfMonth(int year, int month) {
		if (month == 1) {
			return ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0) ? 29 : 28;
		}
		return (month == 3 || month == 5 || month == 8 || month == 10) ? 30 : 31;
	}

	// Counts years from March, so that the leap day is the last one
	private static long epochDay(int year, int month, int day) {
		long y = (month < 2) ? year - 1 : year;
		long era = Math.floorDiv(y, 400);
		long yearOfEra = y - era * 400;
		long dayOfYear = (153 * ((month + 10) % 12) + 2) / 5 + day - 1;
		return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
	}

	/** The year, the month from 0 and the day of an epoch day, in 9 bits and less. */
	private static int civil(long epochDay) {
		long z = epochDay + 719_468;
		long era = Math.floorDiv(z, 146_097L);
		int dayOfEra = (int) (z - era * 146_097);
		int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
		int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
		int monthFromMarch = (5 * dayOfYear + 2) / 153;
		int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
		int month = (monthFromMarch + 2) % 12;
		int year = (int) (yearOfEra + era * 400) + ((month < 2) ? 1 : 0);
		return (year << 9) | (month << 5) | day;
	}

}
