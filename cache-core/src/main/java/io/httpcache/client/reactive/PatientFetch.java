package io.httpcache.client.reactive;

import java.time.Duration;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.ClientResponse;

import io.httpcache.client.CacheExchange;
import io.httpcache.client.ExchangeAnswers;
import io.httpcache.client.Flight;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;

/**
 * Asks the origin in such a way that the caller can leave with a stale response when the
 * origin is slow. The fetch then goes on and fills the cache. No thread waits.
 */
final class PatientFetch {

	/** A transport without a read timeout must not keep a fetch for ever. */
	private static final Duration MAX_ALONE = Duration.ofSeconds(60);

	private final ReactiveEntry entry;

	private final CacheExchange exchange;

	private final CacheExchange detached;

	private final RequestDecision.Fetch fetch;

	private final ReactiveFetch fetcher;

	private final Sinks.One<ClientResponse> answer = Sinks.one();

	private final Sinks.Empty<Void> left = Sinks.empty();

	/**
	 * A fetch.
	 * @param entry where the request enters the cache
	 * @param exchange the exchange of the caller
	 * @param detached the exchange to fetch with
	 * @param fetch the fetch
	 */
	PatientFetch(ReactiveEntry entry, CacheExchange exchange, CacheExchange detached, RequestDecision.Fetch fetch) {
		this.entry = entry;
		this.exchange = exchange;
		this.detached = detached;
		this.fetch = fetch;
		this.fetcher = new ReactiveFetch(entry, detached);
	}

	/** Begins the fetch, and gives what comes first. */
	Mono<ClientResponse> run(RequestDecision.Patience patience, ContextView context) {
		Disposable running = fetching().timeout(this.left.asMono().then(Mono.delay(MAX_ALONE)))
			.doFinally((signal) -> this.detached.background().endDetached())
			.contextWrite(context)
			.subscribe(this::arrived, this::failed, this::endedEmpty);
		Mono<ClientResponse> taken = this.answer.asMono()
			.doOnNext((response) -> this.detached.background().handOver().take())
			.doOnError((failure) -> this.detached.background().handOver().take());
		return taken.timeout(Duration.ofMillis(patience.millis()), Mono.defer(() -> late(taken))).doOnCancel(() -> {
			if (this.detached.background().handOver().giveUp()) {
				running.dispose();
			}
			this.fetcher.abandonBody();
		});
	}

	private Mono<ClientResponse> fetching() {
		Mono<ClientResponse> response = this.fetcher.run(this.fetch);
		Flight leading = this.detached.flight().leading();
		return (leading == null) ? response
				: SharedFetch.of(response.doFinally((signal) -> this.detached.flight().end()), leading);
	}

	private Mono<ClientResponse> late(Mono<ClientResponse> taken) {
		ResponseDecision.ServeStale stale = this.exchange.late(this.fetch);
		// How an unknown client decodes only the network's answer tells
		if (stale == null || !this.entry.isDecodable() || !this.detached.background().handOver().leave()) {
			return taken;
		}
		this.left.tryEmitEmpty();
		return Mono.just(this.entry.answer(ExchangeAnswers.meanwhile(this.exchange, stale)));
	}

	private void arrived(ClientResponse response) {
		if (this.detached.background().handOver().end()) {
			this.answer.tryEmitValue(response);
		}
		else {
			Bodies.drain(response);
		}
	}

	private void failed(Throwable failure) {
		if (this.detached.background().handOver().end()) {
			this.answer.tryEmitError(failure);
		}
	}

	private void endedEmpty() {
		if (this.detached.background().handOver().end()) {
			this.answer.tryEmitEmpty();
		}
	}

}
