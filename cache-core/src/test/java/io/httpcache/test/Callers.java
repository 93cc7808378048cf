package io.httpcache.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that each have a thread of their own, so that a test can see who waits.
 */
public final class Callers {

	private final List<Thread> threads = new ArrayList<>();

	/**
	 * Starts a call.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @return what comes of it
	 */
	public <T> Call<T> start(Callable<T> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = thread(() -> {
			try {
				result.complete(call.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		this.threads.add(thread);
		thread.start();
		return new Call<>(thread, result);
	}

	/**
	 * Waits until so many of the callers wait for a limited time, as those do who share
	 * another one's fetch.
	 * @param count how many
	 */
	public void awaitWaiting(int count) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Gate.TIMEOUT_SECONDS);
		while (this.threads.stream()
			.filter((thread) -> thread.getState() == Thread.State.TIMED_WAITING)
			.count() < count) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("Not so many wait: " + this.threads.stream().map(Thread::getState).toList());
			}
			// Looking must not take the processor from the callers
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

	private static Thread thread(Runnable task) {
		try {
			// Virtual, where the JDK has them
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			return (Thread) Class.forName("java.lang.Thread$Builder")
				.getMethod("unstarted", Runnable.class)
				.invoke(builder, task);
		}
		catch (ReflectiveOperationException ex) {
			Thread thread = new Thread(null, task, "caller", 256 * 1024);
			thread.setDaemon(true);
			return thread;
		}
	}

	/**
	 * A call under way.
	 *
	 * @param <T> the type of the answer
	 * @param thread the thread it runs on
	 * @param result what comes of it
	 */
	public record Call<T>(Thread thread, CompletableFuture<T> result) {

		/**
		 * Waits for the answer.
		 * @return the answer
		 */
		public T get() {
			try {
				return this.result.get(Gate.TIMEOUT_SECONDS, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				throw new AssertionError("The call failed", ex.getCause());
			}
			catch (InterruptedException | TimeoutException ex) {
				throw new AssertionError("The call did not end", ex);
			}
		}

		/**
		 * Waits for the failure.
		 * @return what the caller caught
		 */
		public Throwable failure() {
			try {
				throw new AssertionError("Answered by " + this.result.get(Gate.TIMEOUT_SECONDS, TimeUnit.SECONDS));
			}
			catch (ExecutionException ex) {
				return ex.getCause();
			}
			catch (InterruptedException | TimeoutException ex) {
				throw new AssertionError("The call did not end", ex);
			}
		}

	}

}
