package io.httpcache.client;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.engine.RequestDecision;
import io.httpcache.store.FetchLease;

/**
 * What one exchange fetches without a caller that waits for it: refreshes of what has
 * just been served, and fetches that may outlive their caller's patience. Used by one
 * thread at a time.
 */
public final class BackgroundFetches {

	private final CacheExchange exchange;

	BackgroundFetches(CacheExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * Begins a background refresh of the response that has just been served.
	 * @param served the decision that asks for it
	 * @return the exchange to fetch with, whose {@link #endRefresh} must be called; or
	 * {@code null} when there is no refresh to do
	 */
	public @Nullable CacheExchange refresh(RequestDecision.Serve served) {
		if (this.exchange.cache.paused.contains(this.exchange.key(), this.exchange.cache.now())
				|| !this.exchange.cache.refreshes.begin(this.exchange.key(), host())) {
			return null;
		}
		return this.exchange
			.again(new RefreshRun((served.detail() == CacheReason.OUTAGE) ? CacheObserver.RefreshTrigger.OUTAGE
					: (served.ttl() < 0) ? CacheObserver.RefreshTrigger.STALE_WHILE_REVALIDATE
							: CacheObserver.RefreshTrigger.REFRESH_AHEAD));
	}

	/**
	 * Asks whether this instance does the background refresh. To be asked before the
	 * fetch.
	 * @return {@code false} when one that shares the store has begun or done it, to come;
	 * {@code null} when nobody shares it
	 */
	public @Nullable CompletableFuture<Boolean> claim() {
		CompletableFuture<Boolean> claimed = this.exchange.flight().claim();
		return (claimed == null) ? null : claimed.thenApply((here) -> {
			if (!here) {
				this.exchange.refreshEnds(CacheObserver.RefreshResult.ELSEWHERE);
			}
			return here;
		});
	}

	private String host() {
		return String.valueOf(this.exchange.request.uri().getAuthority());
	}

	/**
	 * Begins a fetch that goes on when its caller has been answered by something else,
	 * and takes the seat of this exchange on its flight along.
	 * @return the exchange to fetch with, whose {@link #endDetached} must be called; or
	 * {@code null} when too many fetches from this host are under way
	 */
	public @Nullable CacheExchange detach() {
		if (!this.exchange.cache.refreshes.enter(host())) {
			return null;
		}
		CacheExchange detached = this.exchange.again(new HandOver());
		this.exchange.passFlightTo(detached);
		return detached;
	}

	/**
	 * Where a detached fetch meets its caller.
	 * @return the meeting
	 */
	public HandOver handOver() {
		if (this.exchange.unattended() instanceof HandOver handOver) {
			return handOver;
		}
		throw new IllegalStateException("Not a detached fetch");
	}

	/** Ends a detached fetch. */
	public void endDetached() {
		this.exchange.flight().end();
		this.exchange.cache.refreshes.leave(host());
		HandOver handOver = handOver();
		if (handOver.isLeft()) {
			this.exchange.cache.observer.refreshed(this.exchange.route, CacheObserver.RefreshTrigger.SOFT_TIMEOUT,
					handOver.result);
		}
	}

	/**
	 * A task that knows on whatever thread it runs what this thread knows.
	 * @param task the task
	 * @return the task with the context of this thread
	 */
	public Runnable inContext(Runnable task) {
		try {
			return ThreadContext.carriedTo(task);
		}
		catch (RuntimeException ex) {
			this.exchange.cache.failedInside(ex);
			return task;
		}
	}

	/** The executor had no room for the background refresh. */
	public void reject() {
		this.exchange.refreshEnds(CacheObserver.RefreshResult.REJECTED);
		endRefresh();
	}

	/** Ends a background refresh. */
	public void endRefresh() {
		if (this.exchange.unattended() instanceof RefreshRun run) {
			long now = this.exchange.cache.now();
			if (run.result == CacheObserver.RefreshResult.REFUSED) {
				this.exchange.pause(now + Pauses.DEFAULT_MILLIS, now);
			}
			this.exchange.flight().release(switch (run.result) {
				case STORED, CONFIRMED -> FetchLease.Ending.STORED;
				default -> FetchLease.Ending.NOTHING;
			});
			this.exchange.cache.refreshes.end(this.exchange.key(), host());
			this.exchange.cache.observer.refreshed(this.exchange.route, run.trigger(), run.result);
		}
	}

}
