package io.httpcache.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.httpcache.CacheEvent;
import io.httpcache.CacheEventListener;

/**
 * Hands events to listeners, in order, on a thread of the cache: one drain at a time, a
 * bounded queue, and no event when it is full.
 */
final class EventDispatcher {

	private static final Log logger = LogFactory.getLog(EventDispatcher.class);

	private static final int MAX_QUEUED = 1024;

	private volatile List<CacheEventListener> listeners;

	private final Executor executor;

	private final ConcurrentLinkedQueue<CacheEvent> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger queued = new AtomicInteger();

	private final AtomicInteger work = new AtomicInteger();

	private final LogOnce failures = new LogOnce(logger);

	EventDispatcher(List<CacheEventListener> listeners, Executor executor) {
		this.listeners = List.copyOf(listeners);
		this.executor = executor;
	}

	/** Adds listeners, after those that are there. */
	synchronized void add(List<CacheEventListener> more) {
		List<CacheEventListener> all = new ArrayList<>(this.listeners);
		all.addAll(more);
		this.listeners = List.copyOf(all);
	}

	boolean hasListeners() {
		return !this.listeners.isEmpty();
	}

	void publish(CacheEvent event) {
		if (this.queued.incrementAndGet() > MAX_QUEUED) {
			this.queued.decrementAndGet();
			this.failures.warn("events", "A CacheEventListener cannot keep up: events are dropped", null);
			return;
		}
		this.queue.add(event);
		if (this.work.getAndIncrement() == 0) {
			try {
				this.executor.execute(this::drain);
			}
			catch (RejectedExecutionException ex) {
				// The next event tries again
				this.work.set(0);
			}
		}
	}

	private void drain() {
		try {
			int seen = this.work.get();
			do {
				for (CacheEvent event = this.queue.poll(); event != null; event = this.queue.poll()) {
					this.queued.decrementAndGet();
					for (CacheEventListener listener : this.listeners) {
						deliver(listener, event);
					}
				}
				seen = this.work.addAndGet(-seen);
			}
			while (seen != 0);
		}
		catch (Error ex) {
			// This thread may be lost; the next event starts another
			this.work.set(0);
			throw ex;
		}
	}

	private void deliver(CacheEventListener listener, CacheEvent event) {
		try {
			listener.onEvent(event);
		}
		catch (RuntimeException | LinkageError | AssertionError | StackOverflowError ex) {
			this.failures.warn(listener.getClass().getName(),
					"A CacheEventListener failed: " + listener.getClass().getName(), ex);
		}
	}

}
