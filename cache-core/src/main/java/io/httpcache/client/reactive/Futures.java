package io.httpcache.client.reactive;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/**
 * Goes on after what a store does. Stores in memory have done it already, and then
 * nothing is put between. Nothing here is the caller's to cancel.
 */
final class Futures {

	private Futures() {
	}

	static <T, R> Mono<R> then(CompletableFuture<T> future, T otherwise, Function<T, Mono<R>> next) {
		if (future.isDone()) {
			return next.apply(future.isCompletedExceptionally() ? otherwise : future.getNow(otherwise));
		}
		return Mono.fromFuture(future, true).onErrorReturn(otherwise).defaultIfEmpty(otherwise).flatMap(next);
	}

	static <R> Mono<R> thenRun(CompletableFuture<Void> future, Supplier<Mono<R>> next) {
		return future.isDone() ? next.get() : Mono.fromFuture(future, true).onErrorComplete().then(Mono.defer(next));
	}

}
