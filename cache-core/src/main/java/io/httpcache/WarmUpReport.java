package io.httpcache;

import java.time.Duration;
import java.util.List;

/**
 * What a warm-up did.
 *
 * @param state how far it is
 * @param requested how many URLs were asked for
 * @param succeeded how many were fetched or were fresh already
 * @param failed those that were not
 * @param duration how long it took so far
 */
public record WarmUpReport(State state, int requested, int succeeded, List<Failure> failed, Duration duration) {

	/** Nothing was configured. */
	public static final WarmUpReport NONE = new WarmUpReport(State.NONE, 0, 0, List.of(), Duration.ZERO);

	public WarmUpReport {
		failed = List.copyOf(failed);
	}

	/**
	 * How far a warm-up is.
	 */
	public enum State {

		/** Nothing is configured. */
		NONE,

		/** It goes on. */
		RUNNING,

		/** It ended. */
		DONE,

		/** Its time ended before it did. */
		TIMED_OUT

	}

	/**
	 * A URL that could not be fetched.
	 *
	 * @param url the URL, secrets redacted
	 * @param error what went wrong
	 */
	public record Failure(String url, String error) {

	}

}
