package io.httpcache.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Tells other instances over the same store of allowances to serve stale responses. What
 * others gave comes back by {@link CacheRuntime#shareAllowances}. Does not block and does
 * not throw. Safe for use by several threads.
 */
public interface AllowanceSharing {

	/** Nobody is told. */
	AllowanceSharing NONE = new AllowanceSharing() {

		@Override
		public void allowed(@Nullable String route, Duration maxStale, Duration lasting) {
		}

		@Override
		public void ended(@Nullable String route) {
		}

	};

	/**
	 * An allowance was given here.
	 * @param route the route it is for, or {@code null} for all URLs
	 * @param maxStale for how long after its freshness a response may answer
	 * @param lasting for how long from now on
	 */
	void allowed(@Nullable String route, Duration maxStale, Duration lasting);

	/**
	 * An allowance was ended here.
	 * @param route the route it was for, or {@code null} for all URLs
	 */
	void ended(@Nullable String route);

	/**
	 * An allowance that holds in all instances.
	 *
	 * @param route the route it is for, or {@code null} for all URLs
	 * @param maxStale for how long after its freshness a response may answer
	 * @param left for how long from now on; no moment, because clocks differ
	 */
	record Shared(@Nullable String route, Duration maxStale, Duration left) {

	}

}
