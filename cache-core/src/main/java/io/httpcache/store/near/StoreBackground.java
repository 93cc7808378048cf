package io.httpcache.store.near;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One thread for all that shared stores do in the background, in the order it was asked
 * for. It may be blocked by the store, so nothing else runs on it. What a task throws is
 * logged. Close it after the stores.
 */
public final class StoreBackground implements Executor, AutoCloseable {

	private static final Log logger = LogFactory.getLog(StoreBackground.class);

	private static final long LONGEST_END_MILLIS = 2_000;

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Starts the thread.
	 * @param name its name
	 */
	public StoreBackground(String name) {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(() -> run(task));
	}

	/**
	 * Runs a task regularly, until closed.
	 * @param period from the end of one run to the beginning of the next
	 * @param task the task
	 */
	public void every(Duration period, Runnable task) {
		this.executor.scheduleWithFixedDelay(() -> run(task), period.toMillis(), period.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.debug("Background work of a store failed", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			this.executor.awaitTermination(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
