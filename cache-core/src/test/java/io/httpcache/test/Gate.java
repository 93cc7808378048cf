package io.httpcache.test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A point that a thread reaches and does not pass before a test lets it: what a sleep
 * would only make likely. Once open it stays open.
 */
public final class Gate {

	/** Longer than any machine is slow: reached only when a test is about to fail. */
	static final long TIMEOUT_SECONDS = 30;

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch open = new CountDownLatch(1);

	/** Lets everybody pass, now and later. */
	public void open() {
		this.open.countDown();
	}

	/** Returns when somebody stands at the gate, or has passed it. */
	public void awaitReached() {
		await(this.reached, "Nobody reached the gate");
	}

	/** Stands at the gate until it opens. */
	public void pass() {
		this.reached.countDown();
		await(this.open, "The gate never opened");
	}

	/**
	 * Whether somebody has reached the gate.
	 * @return {@code true} from then on
	 */
	public boolean isReached() {
		return this.reached.getCount() == 0;
	}

	private static void await(CountDownLatch latch, String failure) {
		try {
			if (!latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				throw new AssertionError(failure);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(failure, ex);
		}
	}

}
