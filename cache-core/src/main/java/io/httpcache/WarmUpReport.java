package io.httpcache;

import java.time.Duration;
import java.util.List;

/**
 * What a warm-up did, or has done so far. Immutable.
 *
 * @param state how far it is
 * @param requested how many URLs were asked for
 * @param succeeded how many were fetched or were fresh already
 * @param failed those that were not, as far as it is known
 * @param duration how long it took so far
 */
public record WarmUpReport(State state, int requested, int succeeded, List<Failure> failed, Duration duration) {

	/** Nothing is configured. */
	public static final WarmUpReport NONE = new WarmUpReport(State.NOT_CONFIGURED, 0, 0, List.of(), Duration.ZERO);

	public WarmUpReport {
		failed = List.copyOf(failed);
	}

	/**
	 * How far a warm-up is.
	 */
	public enum State {

		/** Nothing is configured. */
		NOT_CONFIGURED,

		/** It has not begun. */
		PENDING,

		/** It goes on. */
		RUNNING,

		/** It ended, whatever became of the single URLs. */
		DONE,

		/** Its time ended before it did. */
		TIMED_OUT,

		/** The application stopped before it ended. */
		STOPPED

	}

	/**
	 * A URL that could not be fetched.
	 *
	 * @param url the URL, secrets redacted
	 * @param error what went wrong, in one line
	 */
	public record Failure(String url, String error) {

	}

}
