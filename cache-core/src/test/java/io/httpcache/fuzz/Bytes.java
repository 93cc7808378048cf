package io.httpcache.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads texts out of arbitrary bytes: lines between record separators, so that CR and LF
 * may stand in a line.
 */
final class Bytes {

	private static final String SEPARATOR = "\u001e";

	private Bytes() {
	}

	static List<String> lines(byte[] data) {
		return Arrays.asList(text(data).split(SEPARATOR, -1));
	}

	/** Bytes that are no UTF-8 are read as a transport does. */
	static String text(byte[] data) {
		String text = new String(data, StandardCharsets.UTF_8);
		return text.contains("\ufffd") ? new String(data, StandardCharsets.ISO_8859_1) : text;
	}

}
