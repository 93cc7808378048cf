package io.httpcache.autoconfigure.warmup;

import org.springframework.core.NestedExceptionUtils;

/**
 * What went wrong, in one line that may be shown.
 */
final class WarmUpErrors {

	private static final int MAX_LENGTH = 200;

	private WarmUpErrors() {
	}

	/**
	 * Describes a failure.
	 * @param failure what was thrown
	 * @param url the URL as it was asked for, which may hold a secret
	 * @return the description
	 */
	static String describe(Exception failure, String url) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String message = (cause.getMessage() != null) ? cause.getMessage() : "";
		if (!url.isEmpty()) {
			message = message.replace(url, "the URL");
		}
		int query = message.indexOf('?');
		// Behind it may be a secret
		String shown = ((query >= 0) ? message.substring(0, query) + "?…" : message).replaceAll("\\p{Cntrl}+", " ");
		String name = cause.getClass().getSimpleName();
		return shown.isBlank() ? name : name + ": " + shown.substring(0, Math.min(shown.length(), MAX_LENGTH));
	}

}
