package io.httpcache.autoconfigure.warmup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.httpcache.WarmUpReport;
import io.httpcache.WarmUpReport.Failure;
import io.httpcache.WarmUpReport.State;

/**
 * Counts what became of the requests of one warm-up, and tells the log. Safe for use by
 * several threads.
 */
final class WarmUpProgress {

	private static final Log logger = LogFactory.getLog("io.httpcache.warm-up");

	private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_LOGGED_FAILURES = 20;

	private final long started = System.nanoTime();

	private final List<Failure> failed = new ArrayList<>();

	private long logged = this.started;

	private int requested;

	private int succeeded;

	private State state = State.RUNNING;

	private @Nullable Duration duration;

	synchronized void begin(int requests, int concurrency) {
		this.requested += requests;
		logger.info("HTTP cache: warming %d URL(s), %d at a time".formatted(requests, concurrency));
	}

	synchronized void succeeded() {
		this.succeeded++;
		logProgress();
	}

	synchronized void failed(String what, String error) {
		this.failed.add(new Failure(what, error));
		logProgress();
	}

	/** Something that is no request failed, which counts as one. */
	synchronized void failedToAsk(String what, String error) {
		this.requested++;
		failed(what, error);
	}

	private void logProgress() {
		long now = System.nanoTime();
		if (now - this.logged >= LOG_EVERY_NANOS && this.succeeded + this.failed.size() < this.requested) {
			this.logged = now;
			logger.info("HTTP cache: warmed %d/%d".formatted(this.succeeded, this.requested));
		}
	}

	synchronized void end(State state, Duration timeout) {
		Duration taken = Duration.ofNanos(System.nanoTime() - this.started);
		this.state = state;
		this.duration = taken;
		String summary = "HTTP cache: warmed %d/%d in %d ms%s".formatted(this.succeeded, this.requested,
				taken.toMillis(), switch (state) {
					case TIMED_OUT -> ", ended by its timeout of " + timeout.toMillis() + " ms";
					case STOPPED -> ", ended by the stop of the application";
					default -> "";
				});
		if (this.failed.isEmpty() || state == State.STOPPED) {
			logger.info(summary);
		}
		else {
			logger.warn(summary + "; not warmed:" + failures());
		}
	}

	private String failures() {
		String listed = this.failed.stream()
			.limit(MAX_LOGGED_FAILURES)
			.map((failure) -> "%n    %s: %s".formatted(failure.url(), failure.error()))
			.collect(Collectors.joining());
		int more = this.failed.size() - MAX_LOGGED_FAILURES;
		return (more > 0) ? listed + "%n    and %d more".formatted(more) : listed;
	}

	synchronized WarmUpReport report() {
		Duration duration = this.duration;
		return new WarmUpReport(this.state, this.requested, this.succeeded, this.failed,
				(duration != null) ? duration : Duration.ofNanos(System.nanoTime() - this.started));
	}

}
