package io.httpcache.client.reactive;

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;

import io.httpcache.client.CacheExchange;
import io.httpcache.client.ExchangeAnswers;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.ServedResponse;
import io.httpcache.engine.Invalidation;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.store.StoredResponse;

/**
 * Asks the origin and does what was decided about its answer.
 */
final class ReactiveFetch {

	private final ReactiveEntry entry;

	private final CacheExchange exchange;

	private volatile @Nullable BodyReadAhead handedOver;

	ReactiveFetch(ReactiveEntry entry, CacheExchange exchange) {
		this.entry = entry;
		this.exchange = exchange;
	}

	Mono<ClientResponse> run(RequestDecision.Fetch fetch) {
		return Mono.defer(() -> {
			long requestTime = this.entry.cache().now();
			return this.entry.network()
				.exchange(ConditionalRequest.of(this.entry.request(), fetch, this.exchange.isRefresh()))
				.map((origin) -> guarded(origin, () -> resolve(fetch, origin, requestTime)));
		}).onErrorResume((ex) -> Mono.just(failed(fetch, ex))).flatMap(Function.identity());
	}

	/**
	 * The caller cancelled: what was handed over and not asked for must not keep its
	 * connection.
	 */
	void abandonBody() {
		BodyReadAhead body = this.handedOver;
		if (body != null) {
			body.abandon();
		}
	}

	/** A failure of the cache itself never breaks a call. */
	private Mono<ClientResponse> guarded(ClientResponse otherwise, Supplier<Mono<ClientResponse>> step) {
		try {
			return step.get();
		}
		catch (RuntimeException ex) {
			this.entry.cache().failedInside(ex);
			this.exchange.flight().end();
			return Mono.just(otherwise);
		}
	}

	private Mono<ClientResponse> resolve(RequestDecision.Fetch fetch, ClientResponse origin, long requestTime) {
		learn(origin);
		int status = origin.statusCode().value();
		return this.exchange.resolve(fetch, status, origin.headers().asHttpHeaders(), requestTime)
			.accept(new Resolution(fetch, origin, status));
	}

	private void learn(ClientResponse origin) {
		this.entry.codecs().learn(this.entry.network(), origin.strategies());
	}

	/** The origin failed: a stale response answers, or its own exception goes on. */
	private Mono<ClientResponse> failed(RequestDecision.Fetch fetch, Throwable failure) {
		if (OriginFailures.isOne(failure) && this.exchange.failed(fetch) instanceof ResponseDecision.ServeStale stale) {
			return Mono.just(answered(ExchangeAnswers.stale(this.exchange, stale, 0)));
		}
		ExchangeAnswers.failedForGood(this.exchange, fetch);
		return Mono.error(failure);
	}

	private ClientResponse answered(ServedResponse served) {
		return this.entry.answer(served);
	}

	private Mono<ClientResponse> invalidate(Invalidation invalidation, Supplier<Mono<ClientResponse>> next) {
		return Futures.thenRun(this.exchange.writes().invalidateAsync(invalidation), next);
	}

	private static Mono<ClientResponse> forward(ClientResponse origin, HttpHeaders headers) {
		return Mono.just(Answers.forwarded(origin, headers, origin.bodyToFlux(DataBuffer.class)));
	}

	/** What to do with the answer. */
	private final class Resolution implements ResponseDecision.Visitor<Mono<ClientResponse>, RuntimeException> {

		private final RequestDecision.Fetch fetch;

		private final ClientResponse origin;

		private final int status;

		private final HttpHeaders headers;

		Resolution(RequestDecision.Fetch fetch, ClientResponse origin, int status) {
			this.fetch = fetch;
			this.origin = origin;
			this.status = status;
			this.headers = origin.headers().asHttpHeaders();
		}

		@Override
		public Mono<ClientResponse> store(ResponseDecision.Store decision) {
			return invalidate(decision.invalidation(), () -> {
				if (this.fetch.request().isHead() || this.status == 204) {
					return this.origin.releaseBody()
						.onErrorComplete()
						.then(Mono.defer(() -> stored(decision, new byte[0])));
				}
				BodyReadAhead body = new BodyReadAhead(this.origin.bodyToFlux(DataBuffer.class),
						this.headers.getContentLength(), exchange().maxBody(), cache().readAhead());
				return body.read().flatMap((outcome) -> read(decision, body, outcome));
			});
		}

		private Mono<ClientResponse> read(ResponseDecision.Store decision, BodyReadAhead body,
				BodyReadAhead.Outcome outcome) {
			byte[] whole = outcome.whole();
			ClientResponse otherwise = (whole != null) ? Answers.readAhead(this.origin, this.headers, whole)
					: Answers.forwarded(this.origin, this.headers, body.rest());
			return guarded(otherwise, () -> (whole != null) ? stored(decision, whole) : unstorable(body, outcome));
		}

		private Mono<ClientResponse> stored(ResponseDecision.Store decision, byte[] whole) {
			StoredResponse response = exchange().writes().toStore(decision, this.status, whole);
			return Futures.then(exchange().writes().storeAsync(response), false,
					(stored) -> Mono.just(
							Answers.readAhead(
									this.origin, ExchangeAnswers.forwarded(exchange(), this.headers, this.status,
											this.fetch, stored, stored ? null : exchange().writes().refusal()),
									whole)));
		}

		private Mono<ClientResponse> unstorable(BodyReadAhead body, BodyReadAhead.Outcome outcome) {
			if (outcome.isOriginFailure()
					&& exchange().failed(this.fetch) instanceof ResponseDecision.ServeStale stale) {
				body.abandon();
				return Mono.just(answered(ExchangeAnswers.stale(exchange(), stale, 0)));
			}
			if (outcome.isTruncated()) {
				exchange().flight().end();
			}
			else {
				exchange().flight().releaseWaiters();
			}
			ReactiveFetch.this.handedOver = body;
			return Mono.just(Answers.forwarded(this.origin, ExchangeAnswers.forwarded(exchange(), this.headers,
					this.status, this.fetch, false, outcome.refusal()), body.rest()));
		}

		@Override
		public Mono<ClientResponse> freshen(ResponseDecision.Freshen decision) {
			Bodies.drain(this.origin);
			StoredResponse after = exchange().writes().freshened(decision);
			return Futures
				.then(exchange().writes().freshenAsync(decision, after), false, (stored) -> Mono.just(answered(
						ExchangeAnswers.revalidated(exchange(), after, decision, this.fetch, this.status, stored))));
		}

		@Override
		public Mono<ClientResponse> serveStale(ResponseDecision.ServeStale decision) {
			Bodies.drain(this.origin);
			return Mono.just(answered(ExchangeAnswers.stale(exchange(), decision, this.status)));
		}

		@Override
		public Mono<ClientResponse> passThrough(ResponseDecision.PassThrough decision) {
			exchange().flight().releaseWaiters();
			return invalidate(decision.invalidation(), () -> forward(this.origin, ExchangeAnswers.forwarded(exchange(),
					this.headers, this.status, this.fetch, false, decision.reason())));
		}

		@Override
		public Mono<ClientResponse> fetchAgain(ResponseDecision.FetchAgain decision) {
			Bodies.drain(this.origin);
			return run(decision.fetch());
		}

		private CacheExchange exchange() {
			return ReactiveFetch.this.exchange;
		}

		private CacheRuntime cache() {
			return ReactiveFetch.this.entry.cache();
		}

	}

}
