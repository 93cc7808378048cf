package io.httpcache.client;

import io.micrometer.context.ContextSnapshotFactory;

import org.springframework.util.ClassUtils;

/**
 * What a caller's thread knows, for the thread that works in its place: the trace, the
 * logging context and whatever else the application has registered with Micrometer's
 * context propagation. Without that library, nothing.
 */
final class ThreadContext {

	private static final boolean PRESENT = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
			ThreadContext.class.getClassLoader());

	private ThreadContext() {
	}

	static Runnable carriedTo(Runnable task) {
		return PRESENT ? Micrometer.carriedTo(task) : task;
	}

	/** Loaded only where the library is. */
	private static final class Micrometer {

		private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

		private Micrometer() {
		}

		static Runnable carriedTo(Runnable task) {
			return SNAPSHOTS.captureAll().wrap(task);
		}

	}

}
