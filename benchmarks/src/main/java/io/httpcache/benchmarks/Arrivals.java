package io.httpcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that arrive whether or not those before them have been answered.
 */
final class Arrivals {

	private Arrivals() {
	}

	/**
	 * Runs a call once for each arrival.
	 * @param count how many
	 * @param apartMillis the time from one to the next, 0 for all at once
	 * @param call the call
	 * @return what each took, in milliseconds, sorted
	 */
	static double[] run(int count, int apartMillis, Runnable call) {
		ExecutorService callers = Executors.newCachedThreadPool();
		CountDownLatch ready = new CountDownLatch(count);
		List<Future<Double>> calls = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			long delay = TimeUnit.MILLISECONDS.toNanos((long) i * apartMillis);
			calls.add(callers.submit(() -> {
				ready.countDown();
				ready.await();
				sleepUntil(System.nanoTime() + delay);
				long before = System.nanoTime();
				call.run();
				return (System.nanoTime() - before) / 1e6;
			}));
		}
		double[] times = calls.stream().mapToDouble(Arrivals::get).sorted().toArray();
		callers.shutdown();
		return times;
	}

	static void sleepMillis(long millis) {
		sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
	}

	private static void sleepUntil(long nanoTime) {
		for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private static double get(Future<Double> call) {
		try {
			return call.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static double percentile(double[] sorted, int percent) {
		return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
	}

	static String describe(double[] sorted) {
		return "p50 %.0f ms, p99 %.0f ms, longest %.0f ms".formatted(percentile(sorted, 50), percentile(sorted, 99),
				sorted[sorted.length - 1]);
	}

}
