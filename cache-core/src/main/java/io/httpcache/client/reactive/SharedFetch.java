package io.httpcache.client.reactive;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.web.reactive.function.client.ClientResponse;

import io.httpcache.client.Flight;

/**
 * The fetch of a flight's leader. When its own caller cancels, it goes on for those who
 * wait, and ends when nobody does.
 */
final class SharedFetch implements CoreSubscriber<ClientResponse> {

	private final Flight flight;

	private final MonoSink<ClientResponse> caller;

	private final AtomicReference<State> state;

	private final AtomicReference<@Nullable Subscription> upstream = new AtomicReference<>();

	private SharedFetch(Flight flight, MonoSink<ClientResponse> caller, AtomicReference<State> state) {
		this.flight = flight;
		this.caller = caller;
		this.state = state;
	}

	static Mono<ClientResponse> of(Mono<ClientResponse> fetch, Flight flight) {
		return Mono.defer(() -> {
			AtomicReference<State> state = new AtomicReference<>(State.FETCHING);
			AtomicReference<@Nullable SharedFetch> shared = new AtomicReference<>();
			return Mono.<ClientResponse>create((caller) -> {
				SharedFetch subscriber = new SharedFetch(flight, caller, state);
				shared.set(subscriber);
				flight.onAbandoned(subscriber::cancel);
				fetch.subscribe(subscriber);
			}).doOnCancel(() -> {
				SharedFetch subscriber = shared.get();
				if (subscriber != null) {
					subscriber.callerLeft();
				}
			});
		});
	}

	/** Cancelled while the answer is under way, or after it was handed over. */
	private void callerLeft() {
		if (this.state.compareAndSet(State.FETCHING, State.LEFT)) {
			this.flight.leave();
		}
		else if (this.state.get() == State.HANDED_OVER) {
			// Transports release a body that nobody has asked for
			cancel();
		}
	}

	private void cancel() {
		Subscription subscription = this.upstream.getAndSet(Operators.cancelledSubscription());
		if (subscription != null) {
			subscription.cancel();
		}
	}

	@Override
	public Context currentContext() {
		return Context.of(this.caller.contextView());
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.upstream.compareAndSet(null, subscription)) {
			subscription.request(Long.MAX_VALUE);
		}
		else {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(ClientResponse response) {
		if (this.state.compareAndSet(State.FETCHING, State.HANDED_OVER)) {
			this.caller.success(response);
		}
		else {
			Bodies.abandon(response);
		}
	}

	@Override
	public void onError(Throwable failure) {
		if (this.state.compareAndSet(State.FETCHING, State.HANDED_OVER)) {
			this.caller.error(failure);
		}
	}

	@Override
	public void onComplete() {
		if (this.state.compareAndSet(State.FETCHING, State.HANDED_OVER)) {
			this.caller.success();
		}
	}

	/** What became of the answer to the leader's own caller. */
	private enum State {

		FETCHING, HANDED_OVER, LEFT

	}

}
