package io.httpcache.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.http.client.ClientHttpResponse;

import io.httpcache.client.CacheExchange;
import io.httpcache.client.ExchangeAnswers;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;

/**
 * Asks the origin on another thread, so that the caller can leave with a stale response
 * when the origin is slow. The fetch then goes on and fills the cache.
 */
final class PatientFetch {

	private final BlockingEntry entry;

	private final CacheExchange exchange;

	/** The executor has ended, which says nothing about the origin or the caller. */
	private boolean cutOff;

	PatientFetch(BlockingEntry entry, CacheExchange exchange) {
		this.entry = entry;
		this.exchange = exchange;
	}

	ClientHttpResponse run(RequestDecision.Fetch fetch, RequestDecision.Patience patience) throws IOException {
		CacheExchange detached = this.exchange.background().detach();
		if (detached == null) {
			return withoutThread(fetch);
		}
		CompletableFuture<ClientHttpResponse> answer = new CompletableFuture<>();
		FutureTask<?> task = new FutureTask<>(() -> fetch(detached, fetch, answer), null);
		try {
			this.exchange.cache().executor().execute(this.exchange.background().inContext(task));
		}
		catch (RejectedExecutionException ex) {
			detached.background().endDetached();
			return withoutThread(fetch);
		}
		return await(detached, fetch, task, answer, patience);
	}

	/** So many fetches are under way already that something must be slow. */
	private ClientHttpResponse withoutThread(RequestDecision.Fetch fetch) throws IOException {
		ResponseDecision.ServeStale stale = this.exchange.late(fetch);
		if (stale != null) {
			this.exchange.flight().end();
			return new CachedHttpResponse(ExchangeAnswers.meanwhile(this.exchange, stale));
		}
		return new BlockingFetch(this.entry, this.exchange).run(fetch);
	}

	private void fetch(CacheExchange detached, RequestDecision.Fetch fetch,
			CompletableFuture<ClientHttpResponse> answer) {
		try {
			ClientHttpResponse response = new BlockingFetch(this.entry, detached).run(fetch);
			if (detached.background().handOver().end()) {
				answer.complete(response);
			}
			else {
				response.close();
			}
		}
		catch (Throwable ex) {
			// The caller's own, unless it has left
			detached.background().handOver().end();
			this.cutOff = Thread.currentThread().isInterrupted();
			answer.completeExceptionally(ex);
		}
		finally {
			detached.background().endDetached();
		}
	}

	private ClientHttpResponse await(CacheExchange detached, RequestDecision.Fetch fetch, Runnable task,
			CompletableFuture<ClientHttpResponse> answer, RequestDecision.Patience patience) throws IOException {
		try {
			return take(detached, answer.get(patience.millis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			ResponseDecision.ServeStale stale = this.exchange.late(fetch);
			if (stale != null && detached.background().handOver().leave()) {
				return new CachedHttpResponse(ExchangeAnswers.meanwhile(this.exchange, stale));
			}
			// Where it has not begun, and perhaps never will, the caller does it itself
			task.run();
			return await(detached, fetch, answer);
		}
		catch (InterruptedException ex) {
			throw interrupted(detached, fetch);
		}
		catch (ExecutionException ex) {
			ResponseDecision.ServeStale stale = this.cutOff ? this.exchange.late(fetch) : null;
			if (stale != null) {
				return new CachedHttpResponse(ExchangeAnswers.meanwhile(this.exchange, stale));
			}
			throw failure(detached, ex);
		}
	}

	/** Nothing may stand in any more: the origin's answer, however long it takes. */
	private ClientHttpResponse await(CacheExchange detached, RequestDecision.Fetch fetch,
			CompletableFuture<ClientHttpResponse> answer) throws IOException {
		try {
			return take(detached, answer.get());
		}
		catch (InterruptedException ex) {
			throw interrupted(detached, fetch);
		}
		catch (ExecutionException ex) {
			throw failure(detached, ex);
		}
	}

	private static ClientHttpResponse take(CacheExchange detached, ClientHttpResponse answer) {
		detached.background().handOver().take();
		return answer;
	}

	/** The very exception that the caller would have had on its own thread. */
	private static IOException failure(CacheExchange detached, ExecutionException ex) {
		detached.background().handOver().take();
		Throwable failure = ex.getCause();
		if (failure instanceof RuntimeException unchecked) {
			throw unchecked;
		}
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof IOException io) ? io : new IOException(failure);
	}

	/** The caller gives up; what it asked for may still be of use to others. */
	private IOException interrupted(CacheExchange detached, RequestDecision.Fetch fetch) {
		Thread.currentThread().interrupt();
		detached.background().handOver().giveUp();
		ExchangeAnswers.failedForGood(this.exchange, fetch);
		return new InterruptedIOException("Interrupted while waiting for the origin");
	}

}
