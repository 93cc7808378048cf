package io.httpcache.client.blocking;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

import io.httpcache.CacheReason;
import io.httpcache.client.CacheExchange;
import io.httpcache.client.ExchangeAnswers;
import io.httpcache.client.Flight;
import io.httpcache.client.ServedResponse;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;

/**
 * Sequences the I/O of one exchange on the caller's thread. It decides nothing.
 */
final class BlockingSequence implements RequestDecision.Visitor<ClientHttpResponse, IOException> {

	private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final BlockingEntry entry;

	private final CacheExchange exchange;

	BlockingSequence(BlockingEntry entry, CacheExchange exchange) {
		this.entry = entry;
		this.exchange = exchange;
	}

	ClientHttpResponse run() throws IOException {
		CacheReason bypass = this.exchange.bypass();
		if (bypass != null) {
			return bypass(new RequestDecision.Bypass(bypass));
		}
		RequestDecision decision;
		try {
			decision = this.exchange.decide(this.exchange.lookUp());
		}
		catch (RuntimeException ex) {
			return standAside(ex);
		}
		return decision.accept(this);
	}

	/** What is stored cannot be read: a failure of the cache never breaks a call. */
	private ClientHttpResponse standAside(RuntimeException failure) throws IOException {
		this.exchange.cache().failedInside(failure);
		return this.entry.send(this.entry.request());
	}

	@Override
	public ClientHttpResponse serve(RequestDecision.Serve decision) throws IOException {
		try {
			ClientHttpResponse response = new CachedHttpResponse(ExchangeAnswers.served(this.exchange, decision));
			if (decision.refresh() != null) {
				refresh(decision, decision.refresh());
			}
			return response;
		}
		catch (RuntimeException ex) {
			return standAside(ex);
		}
	}

	private void refresh(RequestDecision.Serve served, RequestDecision.Fetch fetch) {
		CacheExchange refresh = this.exchange.background().refresh(served);
		if (refresh != null) {
			try {
				this.exchange.cache().executor().execute(() -> refresh(refresh, fetch));
			}
			catch (RejectedExecutionException ex) {
				refresh.background().reject();
			}
		}
	}

	private void refresh(CacheExchange refresh, RequestDecision.Fetch fetch) {
		try {
			CompletableFuture<Boolean> claimed = refresh.background().claim();
			if (claimed == null || claimed.join()) {
				new BlockingFetch(this.entry, refresh).run(fetch).close();
			}
		}
		catch (IOException | RuntimeException ex) {
			// Counted; the entry stays as it is and no caller is there to be told
		}
		finally {
			refresh.background().endRefresh();
		}
	}

	@Override
	public ClientHttpResponse unsatisfiable(RequestDecision.Unsatisfiable decision) {
		return new CachedHttpResponse(ExchangeAnswers.unsatisfiable(this.exchange));
	}

	@Override
	public ClientHttpResponse bypass(RequestDecision.Bypass decision) throws IOException {
		CacheExchange get = this.exchange.representation();
		StoreLookup before = (get != null) ? get.lookUp() : StoreLookup.UNAVAILABLE;
		long requestTime = this.exchange.cache().now();
		ClientHttpResponse origin;
		int status;
		try {
			origin = this.entry.send(this.entry.request());
			status = origin.getStatusCode().value();
		}
		catch (IOException | RuntimeException ex) {
			ExchangeAnswers.failedForGood(this.exchange, null);
			throw ex;
		}
		ResponseDecision.Store representation;
		try {
			representation = (get != null) ? represented(get, before, origin, status, requestTime) : null;
			this.exchange.writes().invalidate(this.exchange.invalidation(status, origin.getHeaders()));
			if (get == null || representation == null) {
				return new ForwardedHttpResponse(origin, ExchangeAnswers.forwarded(this.exchange, origin.getHeaders(),
						status, null, false, decision.reason()));
			}
			get.storeUnder(get.lookUp());
		}
		catch (RuntimeException ex) {
			this.exchange.cache().failedInside(ex);
			return origin;
		}
		return storeRepresentation(get, representation, origin, status);
	}

	private static ResponseDecision.@Nullable Store represented(CacheExchange get, StoreLookup before,
			ClientHttpResponse origin, int status, long requestTime) {
		ResponseDecision.Store representation = get.represent(status, origin.getHeaders(), requestTime);
		// Another write that ended meanwhile may have changed what this one answers
		return (representation != null && get.lookUp().ticket().equals(before.ticket())) ? representation : null;
	}

	private ClientHttpResponse storeRepresentation(CacheExchange get, ResponseDecision.Store decision,
			ClientHttpResponse origin, int status) throws IOException {
		HttpHeaders headers = origin.getHeaders();
		BodyReader reader = new BodyReader(origin.getBody(), get.maxBody(), this.exchange.cache().readAhead());
		BodyReader.Outcome outcome;
		try {
			outcome = reader.read(headers.getContentLength());
		}
		catch (IOException | RuntimeException ex) {
			origin.close();
			ExchangeAnswers.failedForGood(this.exchange, null);
			throw ex;
		}
		byte[] whole = outcome.whole();
		if (whole == null) {
			return new ForwardedHttpResponse(origin,
					ExchangeAnswers.forwarded(this.exchange, headers, status, null, false, outcome.refusal()),
					outcome.rest(), reader::giveBack);
		}
		reader.giveBack();
		origin.close();
		boolean stored = get.writes().store(get.writes().toStore(decision, status, whole));
		return new CachedHttpResponse(new ServedResponse(status, ExchangeAnswers.forwarded(this.exchange, headers,
				status, null, stored, stored ? null : CacheReason.METHOD), whole, 0, whole.length));
	}

	@Override
	public ClientHttpResponse fetch(RequestDecision.Fetch fetch) throws IOException {
		Flight flight = this.exchange.flight().join(fetch);
		RequestDecision.Patience patience = fetch.patience();
		if (flight == null) {
			try {
				if (patience != null) {
					return new PatientFetch(this.entry, this.exchange).run(fetch, patience);
				}
				RequestDecision.Serve arrived = awaitElsewhere();
				return (arrived != null)
						? new CachedHttpResponse(ExchangeAnswers.collapsed(this.exchange, arrived, fetch))
						: new BlockingFetch(this.entry, this.exchange).run(fetch);
			}
			finally {
				this.exchange.flight().end();
			}
		}
		long deadline = System.nanoTime() + ((patience != null)
				? Math.min(TimeUnit.MILLISECONDS.toNanos(patience.millis()), MAX_WAIT_NANOS) : MAX_WAIT_NANOS);
		StoredResponse landed = await(flight, deadline);
		if (landed == null && patience != null && System.nanoTime() >= deadline) {
			ResponseDecision.ServeStale stale = this.exchange.late(fetch);
			if (stale != null) {
				return new CachedHttpResponse(ExchangeAnswers.meanwhile(this.exchange, stale));
			}
		}
		RequestDecision decision = this.exchange.decideAfterWaiting(landed);
		if (landed != null && decision instanceof RequestDecision.Serve serve && serve.response() == landed) {
			return new CachedHttpResponse(ExchangeAnswers.collapsed(this.exchange, serve, fetch));
		}
		// What landed is not for this request: the decision on what is stored holds
		return ((landed != null) ? this.exchange.decideAfterWaiting(null) : decision).accept(this);
	}

	/** Waits for another instance as for another thread of this one. */
	private RequestDecision.@Nullable Serve awaitElsewhere() {
		try {
			CompletableFuture<Boolean> elsewhere = this.exchange.flight().elsewhere();
			return (elsewhere != null && elsewhere.get(MAX_WAIT_NANOS, TimeUnit.NANOSECONDS))
					? this.exchange.flight().arrived(this.exchange.lookUp()) : null;
		}
		catch (RuntimeException ex) {
			this.exchange.cache().failedInside(ex);
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (TimeoutException | ExecutionException ex) {
			return null;
		}
	}

	/** Waits once and for a limited time; whatever goes wrong, the request goes on. */
	private @Nullable StoredResponse await(Flight flight, long deadline) {
		try {
			boolean served = flight.head()
				.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
				.map(this.exchange.flight()::isFor)
				.orElse(false);
			return served ? flight.response().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS).orElse(null)
					: null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (TimeoutException | ExecutionException ex) {
			return null;
		}
		finally {
			flight.leave();
		}
	}

}
