package io.httpcache.client;

import io.httpcache.http.DeltaSeconds;
import io.httpcache.http.Fields;
import io.httpcache.http.HttpDate;

/**
 * How long an origin that failed is left alone while a stale response can stand in.
 */
final class Pauses {

	static final long DEFAULT_MILLIS = 5_000;

	private static final long MAX_MILLIS = 60_000;

	private Pauses() {
	}

	/** The end of the pause after an answer (RFC 9110 §10.2.3), in epoch milliseconds. */
	static long after(Fields answer, long now) {
		String value = answer.first("Retry-After");
		if (value == null) {
			return now + DEFAULT_MILLIS;
		}
		long seconds = DeltaSeconds.parse(value.trim());
		long date = HttpDate.parse(value);
		long asked = (seconds >= 0) ? seconds * 1000 : (date != HttpDate.INVALID) ? date - now : 0;
		return now + Math.min(Math.max(asked, DEFAULT_MILLIS), MAX_MILLIS);
	}

}
