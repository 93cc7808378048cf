package io.httpcache.client.reactive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.ClientResponse;

import io.httpcache.CacheReason;
import io.httpcache.client.CacheExchange;
import io.httpcache.client.ExchangeAnswers;
import io.httpcache.client.Flight;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;

/**
 * Sequences the I/O of one exchange without blocking. It decides nothing.
 */
final class ReactiveSequence implements RequestDecision.Visitor<Mono<ClientResponse>, RuntimeException> {

	private static final Duration MAX_WAIT = Duration.ofSeconds(5);

	/** A transport without a read timeout must not keep a refresh for ever. */
	private static final Duration MAX_REFRESH = Duration.ofSeconds(60);

	private final ReactiveEntry entry;

	private final CacheExchange exchange;

	private StoreLookup lookup = StoreLookup.UNAVAILABLE;

	ReactiveSequence(ReactiveEntry entry, CacheExchange exchange) {
		this.entry = entry;
		this.exchange = exchange;
	}

	Mono<ClientResponse> run() {
		CacheReason bypass = this.exchange.bypass();
		if (bypass != null) {
			return bypass(new RequestDecision.Bypass(bypass));
		}
		return guarded(() -> Futures.then(this.exchange.lookUpAsync(), StoreLookup.UNAVAILABLE,
				(lookup) -> guarded(() -> decide(lookup))));
	}

	private Mono<ClientResponse> decide(StoreLookup lookup) {
		this.lookup = lookup;
		return this.exchange.decide(lookup).accept(this);
	}

	/** A failure of the cache itself never breaks a call. */
	private Mono<ClientResponse> guarded(Supplier<Mono<ClientResponse>> step) {
		try {
			return step.get();
		}
		catch (RuntimeException ex) {
			this.entry.cache().failedInside(ex);
			this.exchange.flight().end();
			return this.entry.network().exchange(this.entry.request());
		}
	}

	@Override
	public Mono<ClientResponse> serve(RequestDecision.Serve decision) {
		if (!this.entry.isDecodable()) {
			return learnFirst(decision);
		}
		Mono<ClientResponse> response = Mono.just(this.entry.answer(ExchangeAnswers.served(this.exchange, decision)));
		RequestDecision.Fetch refresh = decision.refresh();
		return (refresh == null) ? response : Mono.deferContextual((context) -> {
			refresh(decision, refresh, context);
			return response;
		});
	}

	/** How this client decodes is not known yet: the network's answer will tell. */
	private Mono<ClientResponse> learnFirst(RequestDecision.Serve decision) {
		if (this.exchange
			.decide(StoreLookup.of(List.of(), this.lookup.ticket())) instanceof RequestDecision.Fetch fetch) {
			return fetch(fetch).onErrorResume(OriginFailures::isOne,
					(ex) -> Mono.just(this.entry.answer(ExchangeAnswers.served(this.exchange, decision))));
		}
		return Mono.just(this.entry.answer(ExchangeAnswers.served(this.exchange, decision)));
	}

	private void refresh(RequestDecision.Serve served, RequestDecision.Fetch fetch, ContextView context) {
		CacheExchange refresh = this.exchange.background().refresh(served);
		if (refresh != null) {
			Mono<ClientResponse> fetching = new ReactiveFetch(this.entry, refresh).run(fetch);
			Mono<ClientResponse> run = Mono.defer(() -> ifHere(refresh, fetching))
				.doOnNext(Bodies::drain)
				.timeout(MAX_REFRESH)
				.doOnError(TimeoutException.class, (ex) -> refresh.failed(fetch))
				// Counted; the entry stays as it is and no caller is there to be told
				.onErrorComplete()
				.doFinally((signal) -> refresh.background().endRefresh())
				.contextWrite(context);
			try {
				this.entry.cache().executor().execute(run::subscribe);
			}
			catch (RejectedExecutionException ex) {
				refresh.background().reject();
			}
		}
	}

	private static Mono<ClientResponse> ifHere(CacheExchange refresh, Mono<ClientResponse> fetching) {
		CompletableFuture<Boolean> claimed = refresh.background().claim();
		return (claimed == null) ? fetching
				: Mono.fromFuture(claimed, true).filter((here) -> here).flatMap((here) -> fetching);
	}

	@Override
	public Mono<ClientResponse> unsatisfiable(RequestDecision.Unsatisfiable decision) {
		return Mono.just(this.entry.answer(ExchangeAnswers.unsatisfiable(this.exchange)));
	}

	@Override
	public Mono<ClientResponse> bypass(RequestDecision.Bypass decision) {
		return guarded(() -> new ReactivePass(this.entry, this.exchange, decision.reason()).run());
	}

	@Override
	public Mono<ClientResponse> fetch(RequestDecision.Fetch fetch) {
		Flight flight = this.exchange.flight().join(fetch);
		if (flight != null) {
			return await(flight, fetch);
		}
		return (fetch.patience() != null) ? patiently(fetch, fetch.patience()) : straight(fetch);
	}

	private Mono<ClientResponse> patiently(RequestDecision.Fetch fetch, RequestDecision.Patience patience) {
		return Mono.deferContextual((context) -> {
			CacheExchange detached = this.exchange.background().detach();
			if (detached != null) {
				return new PatientFetch(this.entry, this.exchange, detached, fetch).run(patience, context);
			}
			// So many wait for this host already that it must be slow
			ClientResponse stale = meanwhile(fetch);
			if (stale == null) {
				return straight(fetch);
			}
			this.exchange.flight().end();
			return Mono.just(stale);
		});
	}

	private @Nullable ClientResponse meanwhile(RequestDecision.Fetch fetch) {
		ResponseDecision.ServeStale stale = this.entry.isDecodable() ? this.exchange.late(fetch) : null;
		return (stale != null) ? this.entry.answer(ExchangeAnswers.meanwhile(this.exchange, stale)) : null;
	}

	private Mono<ClientResponse> straight(RequestDecision.Fetch fetch) {
		ReactiveFetch fetcher = new ReactiveFetch(this.entry, this.exchange);
		Flight leading = this.exchange.flight().leading();
		Mono<ClientResponse> response = awaitElsewhere(fetch, fetcher.run(fetch));
		return (leading == null) ? response.doOnCancel(fetcher::abandonBody)
				: SharedFetch.of(response.doFinally((signal) -> this.exchange.flight().end()), leading)
					.doOnCancel(fetcher::abandonBody);
	}

	/** Waits for another instance as for another request of this one. */
	private Mono<ClientResponse> awaitElsewhere(RequestDecision.Fetch fetch, Mono<ClientResponse> fetching) {
		// What arrives elsewhere can be answered with only by a client whose codecs are
		// known
		CompletableFuture<Boolean> elsewhere = this.entry.isDecodable() ? this.exchange.flight().elsewhere() : null;
		if (elsewhere == null) {
			return fetching;
		}
		return Mono.fromFuture(elsewhere, true)
			.timeout(MAX_WAIT, Mono.empty())
			.filter((stored) -> stored)
			.flatMap((stored) -> Mono.fromFuture(this.exchange.lookUpAsync(), true))
			.flatMap((lookup) -> Mono.justOrEmpty(this.exchange.flight().arrived(lookup)))
			.publishOn(Schedulers.parallel())
			.map((arrived) -> this.entry.answer(ExchangeAnswers.collapsed(this.exchange, arrived, fetch)))
			.onErrorComplete()
			.switchIfEmpty(fetching);
	}

	private Mono<ClientResponse> await(Flight flight, RequestDecision.Fetch fetch) {
		RequestDecision.Patience patience = fetch.patience();
		if (patience == null || patience.millis() >= MAX_WAIT.toMillis()) {
			return await(flight, MAX_WAIT).flatMap((landed) -> guarded(() -> afterWaiting(landed.orElse(null), fetch)));
		}
		return Mono.defer(() -> {
			long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.millis());
			return await(flight, Duration.ofMillis(patience.millis())).flatMap((landed) -> guarded(() -> {
				ClientResponse stale = (landed.isEmpty() && System.nanoTime() >= deadline) ? meanwhile(fetch) : null;
				return (stale != null) ? Mono.just(stale) : afterWaiting(landed.orElse(null), fetch);
			}));
		});
	}

	private Mono<ClientResponse> afterWaiting(@Nullable StoredResponse landed, RequestDecision.Fetch fetch) {
		RequestDecision decision = this.exchange.decideAfterWaiting(landed);
		if (landed != null && decision instanceof RequestDecision.Serve serve && serve.response() == landed
				&& this.entry.isDecodable()) {
			return Mono.just(this.entry.answer(ExchangeAnswers.collapsed(this.exchange, serve, fetch)));
		}
		// What landed is not for this request: the decision on what is stored holds
		return ((landed != null) ? this.exchange.decideAfterWaiting(null) : decision).accept(this);
	}

	/**
	 * Waits once, for a limited time and without a thread; whatever goes wrong, the
	 * request goes on, and not on the thread of the one it waited for.
	 */
	private Mono<Optional<StoredResponse>> await(Flight flight, Duration max) {
		return Mono.fromFuture(flight.head(), true)
			.filter((head) -> head.filter(this.exchange.flight()::isFor).isPresent())
			.flatMap((head) -> Mono.fromFuture(flight.response(), true))
			.timeout(max, Mono.empty())
			.onErrorComplete()
			.defaultIfEmpty(Optional.empty())
			.doFinally((signal) -> flight.leave())
			.publishOn(Schedulers.parallel());
	}

}
