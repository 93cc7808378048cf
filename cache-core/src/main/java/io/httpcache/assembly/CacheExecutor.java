package io.httpcache.assembly;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The cache's own executor: a few daemon threads that end when there is nothing to do, a
 * bounded queue, and rejection beyond.
 */
public final class CacheExecutor {

	private static final int THREADS = 8;

	private static final int QUEUE = 256;

	private CacheExecutor() {
	}

	/**
	 * Creates an executor.
	 * @return an executor on threads of its own
	 */
	public static ThreadPoolExecutor create() {
		AtomicInteger number = new AtomicInteger();
		return create((task) -> {
			Thread thread = new Thread(task, "httpcache-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Creates an executor.
	 * @param threads makes its threads
	 * @return an executor
	 */
	public static ThreadPoolExecutor create(ThreadFactory threads) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(QUEUE), threads, new ThreadPoolExecutor.AbortPolicy());
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

}
