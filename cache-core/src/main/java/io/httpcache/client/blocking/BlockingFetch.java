package io.httpcache.client.blocking;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

import io.httpcache.CacheReason;
import io.httpcache.client.CacheExchange;
import io.httpcache.client.ExchangeAnswers;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.ServedResponse;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.store.StoredResponse;

/**
 * Asks the origin and does what was decided about its answer.
 */
final class BlockingFetch {

	private final BlockingEntry entry;

	private final CacheExchange exchange;

	BlockingFetch(BlockingEntry entry, CacheExchange exchange) {
		this.entry = entry;
		this.exchange = exchange;
	}

	ClientHttpResponse run(RequestDecision.Fetch fetch) throws IOException {
		long requestTime = this.exchange.cache().now();
		ClientHttpResponse origin;
		int status;
		try {
			origin = this.entry.send(ConditionalRequest.of(this.entry.request(), fetch, this.exchange.isRefresh()));
			status = origin.getStatusCode().value();
		}
		catch (IOException | UncheckedIOException ex) {
			ClientHttpResponse stale = standIn(fetch);
			if (stale != null) {
				return stale;
			}
			throw ex;
		}
		catch (RuntimeException ex) {
			ExchangeAnswers.failedForGood(this.exchange, fetch);
			throw ex;
		}
		ResponseDecision decision;
		try {
			decision = this.exchange.resolve(fetch, status, origin.getHeaders(), requestTime);
		}
		catch (RuntimeException ex) {
			// A failure of the cache itself never breaks a call
			this.exchange.cache().failedInside(ex);
			this.exchange.flight().end();
			return origin;
		}
		return decision.accept(new Resolution(fetch, origin, status));
	}

	/** The origin failed: a stale response answers, or its own exception goes on. */
	private @Nullable ClientHttpResponse standIn(RequestDecision.Fetch fetch) {
		// A caller who was interrupted gave up, which says nothing about the origin
		if (!Thread.currentThread().isInterrupted()
				&& this.exchange.failed(fetch) instanceof ResponseDecision.ServeStale stale) {
			return new CachedHttpResponse(ExchangeAnswers.stale(this.exchange, stale, 0));
		}
		ExchangeAnswers.failedForGood(this.exchange, fetch);
		return null;
	}

	/** What to do with the answer. */
	private final class Resolution implements ResponseDecision.Visitor<ClientHttpResponse, IOException> {

		private final RequestDecision.Fetch fetch;

		private final ClientHttpResponse origin;

		private final int status;

		Resolution(RequestDecision.Fetch fetch, ClientHttpResponse origin, int status) {
			this.fetch = fetch;
			this.origin = origin;
			this.status = status;
		}

		@Override
		public ClientHttpResponse store(ResponseDecision.Store decision) throws IOException {
			exchange().writes().invalidate(decision.invalidation());
			HttpHeaders headers = this.origin.getHeaders();
			BodyReader reader = new BodyReader(this.origin.getBody(), exchange().maxBody(), cache().readAhead());
			BodyReader.Outcome outcome;
			try {
				outcome = hasBody() ? reader.read(headers.getContentLength())
						: new BodyReader.Outcome(new byte[0], null, this.origin.getBody());
			}
			catch (IOException | RuntimeException ex) {
				// Reactor's streams fail with an exception of their own, unchecked
				this.origin.close();
				ClientHttpResponse stale = standIn(this.fetch);
				if (stale != null) {
					return stale;
				}
				throw ex;
			}
			if (outcome.whole() == null) {
				return unstorable(outcome, reader);
			}
			reader.giveBack();
			this.origin.close();
			boolean stored = exchange().writes()
				.store(exchange().writes().toStore(decision, this.status, outcome.whole()));
			return new CachedHttpResponse(new ServedResponse(this.status,
					ExchangeAnswers.forwarded(exchange(), headers, this.status, this.fetch, stored,
							stored ? null : exchange().writes().refusal()),
					outcome.whole(), 0, outcome.whole().length));
		}

		private boolean hasBody() {
			return !this.fetch.request().isHead() && this.status != 204;
		}

		private ClientHttpResponse unstorable(BodyReader.Outcome outcome, BodyReader reader) {
			CacheReason reason = outcome.refusal();
			if (reason == CacheReason.TRUNCATED
					&& exchange().failed(this.fetch) instanceof ResponseDecision.ServeStale stale) {
				reader.giveBack();
				this.origin.close();
				return new CachedHttpResponse(ExchangeAnswers.stale(exchange(), stale, 0));
			}
			exchange().flight().releaseWaiters();
			return new ForwardedHttpResponse(this.origin, ExchangeAnswers.forwarded(exchange(),
					this.origin.getHeaders(), this.status, this.fetch, false, reason), outcome.rest(),
					reader::giveBack);
		}

		@Override
		public ClientHttpResponse freshen(ResponseDecision.Freshen decision) {
			this.origin.close();
			StoredResponse after = exchange().writes().freshened(decision);
			boolean stored = exchange().writes().freshen(decision, after);
			return new CachedHttpResponse(
					ExchangeAnswers.revalidated(exchange(), after, decision, this.fetch, this.status, stored));
		}

		@Override
		public ClientHttpResponse serveStale(ResponseDecision.ServeStale decision) {
			this.origin.close();
			return new CachedHttpResponse(ExchangeAnswers.stale(exchange(), decision, this.status));
		}

		@Override
		public ClientHttpResponse passThrough(ResponseDecision.PassThrough decision) {
			exchange().flight().releaseWaiters();
			exchange().writes().invalidate(decision.invalidation());
			return new ForwardedHttpResponse(this.origin, ExchangeAnswers.forwarded(exchange(),
					this.origin.getHeaders(), this.status, this.fetch, false, decision.reason()));
		}

		@Override
		public ClientHttpResponse fetchAgain(ResponseDecision.FetchAgain decision) throws IOException {
			this.origin.close();
			return run(decision.fetch());
		}

		private CacheExchange exchange() {
			return BlockingFetch.this.exchange;
		}

		private CacheRuntime cache() {
			return BlockingFetch.this.exchange.cache();
		}

	}

}
