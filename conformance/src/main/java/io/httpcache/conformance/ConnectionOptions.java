package io.httpcache.conformance;

import java.util.Arrays;

import io.httpcache.http.FieldLines;

/** The options of the Connection field (RFC 9110 §7.6.1). */
final class ConnectionOptions {

	private ConnectionOptions() {
	}

	static boolean contain(FieldLines fields, String option) {
		return fields.all("Connection")
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.anyMatch((each) -> each.strip().equalsIgnoreCase(option));
	}

}
