package io.httpcache.client.reactive;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;

import io.httpcache.CacheReason;
import io.httpcache.client.CacheExchange;
import io.httpcache.client.ExchangeAnswers;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.store.StoreLookup;

/**
 * Sends a request that passes by the cache and hands the answer on; the answer to a POST
 * that says so is stored for later GETs.
 */
final class ReactivePass {

	private final ReactiveEntry entry;

	private final CacheExchange exchange;

	private final CacheReason reason;

	ReactivePass(ReactiveEntry entry, CacheExchange exchange, CacheReason reason) {
		this.entry = entry;
		this.exchange = exchange;
		this.reason = reason;
	}

	Mono<ClientResponse> run() {
		CacheExchange get = this.exchange.representation();
		return (get == null) ? send(null, StoreLookup.UNAVAILABLE)
				: Futures.then(get.lookUpAsync(), StoreLookup.UNAVAILABLE, (before) -> send(get, before));
	}

	private Mono<ClientResponse> send(@Nullable CacheExchange get, StoreLookup before) {
		return Mono.defer(() -> {
			long requestTime = this.entry.cache().now();
			return this.entry.network()
				.exchange(this.entry.request())
				.doOnError((ex) -> ExchangeAnswers.failedForGood(this.exchange, null))
				.flatMap((origin) -> guarded(origin, () -> answered(origin, get, before, requestTime)));
		});
	}

	/** A failure of the cache itself never breaks a call. */
	private Mono<ClientResponse> guarded(ClientResponse otherwise, Supplier<Mono<ClientResponse>> step) {
		try {
			return step.get();
		}
		catch (RuntimeException ex) {
			this.entry.cache().failedInside(ex);
			return Mono.just(otherwise);
		}
	}

	private Mono<ClientResponse> answered(ClientResponse origin, @Nullable CacheExchange get, StoreLookup before,
			long requestTime) {
		this.entry.codecs().learn(this.entry.network(), origin.strategies());
		int status = origin.statusCode().value();
		HttpHeaders headers = origin.headers().asHttpHeaders();
		ResponseDecision.Store representation = (get != null) ? get.represent(status, headers, requestTime) : null;
		if (get == null || representation == null) {
			return invalidate(status, headers, () -> forward(origin, status, headers));
		}
		// Another write that ended meanwhile may have changed what this one answers
		return Futures.then(get.lookUpAsync(), StoreLookup.UNAVAILABLE,
				(now) -> invalidate(status, headers, () -> now.ticket().equals(before.ticket())
						? store(origin, status, get, representation) : forward(origin, status, headers)));
	}

	private Mono<ClientResponse> invalidate(int status, HttpHeaders headers, Supplier<Mono<ClientResponse>> next) {
		return Futures.thenRun(this.exchange.writes().invalidateAsync(this.exchange.invalidation(status, headers)),
				next);
	}

	private Mono<ClientResponse> forward(ClientResponse origin, int status, HttpHeaders headers) {
		return Mono.just(Answers.forwarded(origin,
				ExchangeAnswers.forwarded(this.exchange, headers, status, null, false, this.reason),
				origin.bodyToFlux(DataBuffer.class)));
	}

	private Mono<ClientResponse> store(ClientResponse origin, int status, CacheExchange get,
			ResponseDecision.Store decision) {
		return Futures.then(get.lookUpAsync(), StoreLookup.UNAVAILABLE, (lookup) -> {
			get.storeUnder(lookup);
			HttpHeaders headers = origin.headers().asHttpHeaders();
			BodyReadAhead body = new BodyReadAhead(origin.bodyToFlux(DataBuffer.class), headers.getContentLength(),
					get.maxBody(), this.entry.cache().readAhead());
			return body.read().flatMap((outcome) -> {
				byte[] whole = outcome.whole();
				return (whole == null)
						? Mono.just(Answers.forwarded(origin,
								ExchangeAnswers.forwarded(this.exchange, headers, status, null, false,
										outcome.refusal()),
								body.rest()))
						: Futures.then(get.writes().storeAsync(get.writes().toStore(decision, status, whole)), false,
								(stored) -> Mono.just(Answers.readAhead(origin, ExchangeAnswers.forwarded(this.exchange,
										headers, status, null, stored, stored ? null : this.reason), whole)));
			}).doOnCancel(body::abandon);
		});
	}

}
