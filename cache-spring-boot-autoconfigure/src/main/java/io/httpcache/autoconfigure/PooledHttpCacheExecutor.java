package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The cache's own executor, from the start of the application to its end.
 */
final class PooledHttpCacheExecutor implements HttpCacheExecutor, SmartLifecycle, DisposableBean {

	/** After the web server, whose requests may still need it, before connections. */
	private static final int PHASE = Integer.MAX_VALUE / 2;

	private final Supplier<ExecutorService> factory;

	private final Duration grace;

	private volatile @Nullable ExecutorService executor;

	/**
	 * Creates an executor that takes tasks at once.
	 * @param factory makes what runs them, anew after each stop
	 * @param grace how long tasks under way may take to end at a stop
	 */
	PooledHttpCacheExecutor(Supplier<ExecutorService> factory, Duration grace) {
		this.factory = factory;
		this.grace = grace;
		this.executor = factory.get();
	}

	@Override
	public void execute(Runnable task) {
		ExecutorService executor = this.executor;
		if (executor == null) {
			throw new RejectedExecutionException("The executor of the HTTP cache has stopped");
		}
		executor.execute(task);
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public synchronized void start() {
		if (this.executor == null) {
			this.executor = this.factory.get();
		}
	}

	@Override
	public synchronized void stop() {
		ExecutorService executor = this.executor;
		this.executor = null;
		if (executor != null) {
			end(executor);
		}
	}

	private void end(ExecutorService executor) {
		executor.shutdown();
		try {
			if (!executor.awaitTermination(this.grace.toMillis(), TimeUnit.MILLISECONDS)) {
				executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	@Override
	public void destroy() {
		stop();
	}

}
