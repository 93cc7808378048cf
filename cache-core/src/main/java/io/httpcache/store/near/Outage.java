package io.httpcache.store.near;

import java.util.StringJoiner;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether the shared store answers, said in the log once when it stops and once when it
 * is back, however often it does both. Safe for use by several threads.
 */
final class Outage {

	private static final Log logger = LogFactory.getLog(RecoveringStore.class);

	private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final AtomicBoolean away = new AtomicBoolean();

	private final AtomicLong logged = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

	private final AtomicBoolean told = new AtomicBoolean();

	boolean isAway() {
		return this.away.get();
	}

	/**
	 * An operation failed.
	 * @param failure what was thrown, or {@code null} when nobody knows
	 * @throws Error when it is one: that is no failure of a store
	 */
	void failed(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof Error error) {
			throw error;
		}
		if (!this.away.get() && this.away.compareAndSet(false, true) && isTimeToLog()) {
			this.told.set(true);
			logger.warn("The shared store of the HTTP cache does not answer. Calls go to the origin or are answered "
					+ "from the near cache; invalidations are kept until it is back."
					+ ((cause != null) ? " Cause: " + chain(cause) : ""));
		}
	}

	/** The address that was tried is in one of the causes. */
	private static String chain(Throwable failure) {
		StringJoiner chain = new StringJoiner(": ").add(failure.toString());
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null) {
				chain.add(cause.getMessage());
			}
		}
		return chain.toString();
	}

	/** An operation succeeded. */
	void succeeded() {
		if (this.away.get() && this.away.compareAndSet(true, false) && this.told.compareAndSet(true, false)) {
			logger.info("The shared store of the HTTP cache answers again.");
		}
	}

	private boolean isTimeToLog() {
		long now = System.nanoTime();
		long last = this.logged.get();
		return now - last >= LOG_EVERY_NANOS && this.logged.compareAndSet(last, now);
	}

}
