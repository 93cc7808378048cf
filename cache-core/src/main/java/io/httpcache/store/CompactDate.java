package io.httpcache.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Dates in the preferred form (RFC 9110 §5.6.7) as the seconds since 1970: four bytes
 * instead of 29. Only what comes out exactly as it went in is stored so.
 */
final class CompactDate {

	private static final long NONE = -1;

	private static final String DAYS = "MonTueWedThuFriSatSun";

	private static final String[] MONTHS = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
			"Nov", "Dec" };

	private static final int LENGTH = 29;

	private CompactDate() {
	}

	/**
	 * The seconds of a date.
	 * @param value any value
	 * @return seconds that fit 32 bits, or -1 when the value is no such date
	 */
	static long parse(String value) {
		if (value.length() != LENGTH || value.charAt(3) != ',' || !value.endsWith(" GMT")) {
			return NONE;
		}
		int month = 0;
		while (month < 11 && !value.startsWith(MONTHS[month], 8)) {
			month++;
		}
		try {
			long day = LocalDate.of(number(value, 12, 16), month + 1, number(value, 5, 7)).toEpochDay();
			long seconds = day * 86_400 + number(value, 17, 19) * 3_600L + number(value, 20, 22) * 60L
					+ number(value, 23, 25);
			return (seconds >= 0 && seconds <= 0xFFFFFFFFL && matches(text(seconds), value)) ? seconds : NONE;
		}
		catch (DateTimeException ex) {
			return NONE;
		}
	}

	private static boolean matches(byte[] text, String value) {
		for (int i = 0; i < LENGTH; i++) {
			if (text[i] != value.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	static String format(long seconds) {
		return new String(text(seconds), StandardCharsets.ISO_8859_1);
	}

	private static byte[] text(long seconds) {
		LocalDate date = LocalDate.ofEpochDay(seconds / 86_400);
		int time = (int) (seconds % 86_400);
		byte[] text = new byte[LENGTH];
		copy(DAYS, (date.getDayOfWeek().getValue() - 1) * 3, text, 0);
		text[3] = ',';
		text[4] = ' ';
		digits(date.getDayOfMonth(), text, 5);
		text[7] = ' ';
		copy(MONTHS[date.getMonthValue() - 1], 0, text, 8);
		text[11] = ' ';
		digits(date.getYear() / 100, text, 12);
		digits(date.getYear() % 100, text, 14);
		text[16] = ' ';
		digits(time / 3_600, text, 17);
		text[19] = ':';
		digits(time / 60 % 60, text, 20);
		text[22] = ':';
		digits(time % 60, text, 23);
		copy(" GMT", 0, text, 25);
		text[28] = 'T';
		return text;
	}

	private static void copy(String from, int index, byte[] text, int at) {
		for (int i = 0; i < 3; i++) {
			text[at + i] = (byte) from.charAt(index + i);
		}
	}

	private static void digits(int number, byte[] text, int at) {
		text[at] = (byte) ('0' + number / 10);
		text[at + 1] = (byte) ('0' + number % 10);
	}

	// Whatever is no digit makes a number that does not come out again.
	private static int number(String value, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			number = number * 10 + Math.floorMod(value.charAt(i) - '0', 10);
		}
		return number;
	}

}
