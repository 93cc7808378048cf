package io.httpcache.client;

import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Logs a warning once for each subject, and no more than a bounded number of subjects.
 */
final class LogOnce {

	private static final int MAX_SUBJECTS = 1000;

	private final Log log;

	private final ConcurrentHashMap<String, Boolean> said = new ConcurrentHashMap<>();

	LogOnce(Log log) {
		this.log = log;
	}

	void warn(String subject, String message, @Nullable Throwable cause) {
		if (!this.said.containsKey(subject) && this.said.size() < MAX_SUBJECTS
				&& this.said.putIfAbsent(subject, Boolean.TRUE) == null) {
			if (cause != null) {
				this.log.warn(message, cause);
			}
			else {
				this.log.warn(message);
			}
		}
	}

}
