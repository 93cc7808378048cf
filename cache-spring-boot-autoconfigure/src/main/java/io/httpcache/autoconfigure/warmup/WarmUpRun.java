package io.httpcache.autoconfigure.warmup;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.httpcache.WarmUpReport;
import io.httpcache.WarmUpReport.State;
import io.httpcache.WarmUpRequest;

/**
 * One warm-up from its beginning to its end, on threads of its own: the cache's executor
 * stays free for refreshes. It ends when each request has, by its timeout, or when it is
 * stopped; it waits for no transport that does not heed an interrupt. Safe for use by
 * several threads.
 */
final class WarmUpRun {

	private final WarmUpSettings settings;

	private final WarmUpPlan plan;

	private final WarmUpFetch fetch;

	private final ThreadFactory threads;

	private final WarmUpProgress progress = new WarmUpProgress();

	private final Queue<WarmUpRequest> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger left = new AtomicInteger();

	private final Set<CompletableFuture<String>> underWay = ConcurrentHashMap.newKeySet();

	private final CompletableFuture<State> ended = new CompletableFuture<>();

	private final CompletableFuture<WarmUpReport> result = this.ended.thenApply(this::close);

	/**
	 * A run.
	 * @param settings its limits
	 * @param plan what to fetch
	 * @param fetch sends one of them
	 * @param threads makes threads that do not keep the JVM alive
	 */
	WarmUpRun(WarmUpSettings settings, WarmUpPlan plan, WarmUpFetch fetch, ThreadFactory threads) {
		this.settings = settings;
		this.plan = plan;
		this.fetch = fetch;
		this.threads = threads;
	}

	void begin() {
		this.ended.completeOnTimeout(State.TIMED_OUT, this.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
		Thread planning = this.threads.newThread(this::plan);
		this.ended.thenRun(() -> interrupt(planning));
		planning.start();
	}

	private void plan() {
		try {
			List<WarmUpRequest> requests = this.plan.requests(this::failedToAsk);
			if (!this.ended.isDone()) {
				begin(requests);
			}
		}
		catch (RuntimeException ex) {
			failedToAsk("httpcache.warm-up", ex);
			this.ended.complete(State.DONE);
		}
	}

	private void failedToAsk(String what, Exception failure) {
		this.progress.failedToAsk(what, WarmUpErrors.describe(failure, ""));
	}

	private void begin(List<WarmUpRequest> requests) {
		int atATime = Math.min(this.settings.concurrency(), requests.size());
		this.progress.begin(requests.size(), atATime);
		this.left.set(requests.size());
		this.waiting.addAll(requests);
		if (requests.isEmpty()) {
			this.ended.complete(State.DONE);
		}
		for (int i = 0; i < atATime; i++) {
			next();
		}
	}

	private void next() {
		WarmUpRequest request = this.waiting.poll();
		if (request == null) {
			return;
		}
		CompletableFuture<String> outcome = new CompletableFuture<>();
		this.underWay.add(outcome);
		Thread thread = this.threads.newThread(() -> outcome.complete(this.fetch.problem(request)));
		long timeout = this.settings.urlTimeout().toMillis();
		outcome.completeOnTimeout("no answer within " + timeout + " ms", timeout, TimeUnit.MILLISECONDS)
			.thenAccept((problem) -> {
				interrupt(thread);
				ended(request, outcome, problem);
			});
		thread.start();
		State end = this.ended.getNow(State.RUNNING);
		if (end != State.RUNNING) {
			// It ended between the look at the queue and here
			outcome.complete(reason(end));
		}
	}

	/** A thread that is done must not meet the log with its interrupt flag set. */
	private static void interrupt(Thread thread) {
		if (Thread.currentThread() != thread) {
			thread.interrupt();
		}
	}

	private void ended(WarmUpRequest request, CompletableFuture<String> outcome, String problem) {
		this.underWay.remove(outcome);
		if (problem.isEmpty()) {
			this.progress.succeeded();
		}
		else {
			this.progress.failed(this.fetch.shown(request), problem);
		}
		if (this.left.decrementAndGet() == 0) {
			this.ended.complete(State.DONE);
		}
		else {
			next();
		}
	}

	/** Ends the run without waiting for anything. */
	void stop() {
		this.ended.complete(State.STOPPED);
	}

	private WarmUpReport close(State state) {
		String reason = reason(state);
		for (WarmUpRequest request = this.waiting.poll(); request != null; request = this.waiting.poll()) {
			this.progress.failed(this.fetch.shown(request), reason);
		}
		this.underWay.forEach((outcome) -> outcome.complete(reason));
		this.progress.end(state, this.settings.timeout());
		return this.progress.report();
	}

	private static String reason(State end) {
		return (end == State.STOPPED) ? "the application stopped first" : "the warm-up timed out first";
	}

	boolean hasEnded() {
		return this.result.isDone();
	}

	/** Waits for the end, or until the calling thread is interrupted. */
	WarmUpReport await() {
		try {
			return this.result.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return report();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	WarmUpReport report() {
		return this.progress.report();
	}

}
