package io.httpcache.client.reactive;

import java.net.URI;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

import io.httpcache.CacheReason;
import io.httpcache.client.CacheExchange;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.ServedResponse;

/**
 * Begins exchanges: one for each subscription, as each is a call of its own.
 *
 * @param cache the cache
 * @param clientPartition the partition of the client, or {@code null} for that of all
 * others
 * @param request the request as it goes on the wire
 * @param network sends it
 * @param codecs knows the codecs of the client
 */
record ReactiveEntry(CacheRuntime cache, @Nullable String clientPartition, ClientRequest request,
		ExchangeFunction network, ClientCodecs codecs) {

	private static final byte[] NO_BODY = new byte[0];

	/** For a body that is no part of the key and therefore has not been read. */
	private static final byte[] UNREAD = new byte[1];

	/** Whether it is known how this client decodes. */
	boolean isDecodable() {
		return this.codecs.find(this.network) != null;
	}

	ClientResponse answer(ServedResponse served) {
		ExchangeStrategies codecs = this.codecs.find(this.network);
		return Answers.fromCache(this.request, (codecs != null) ? codecs : ExchangeStrategies.withDefaults(), served);
	}

	Mono<ClientResponse> exchange(@Nullable CacheReason position) {
		return Mono.deferContextual(
				(context) -> begin(position, context.getOrDefault(ObservationThreadLocalAccessor.KEY, null)));
	}

	private Mono<ClientResponse> begin(@Nullable CacheReason position, @Nullable Observation observation) {
		if (this.request.body() == BodyInserters.empty()) {
			return begin(NO_BODY, position, observation);
		}
		if (position != null || !isKeyedByBody()) {
			return begin(UNREAD, position, observation);
		}
		ExchangeStrategies writers = this.codecs.find(this.network);
		if (writers == null) {
			return begin(UNREAD, CacheReason.REQUEST_BODY, observation);
		}
		return WrittenRequest.write(this.request, writers)
			.map((written) -> new ReactiveEntry(this.cache, this.clientPartition, written.replay(), this.network,
					this.codecs)
				.begin(written.body(), null, observation))
			// What cannot be written fails in the same way when it is sent
			.onErrorResume((ex) -> Mono.just(begin(UNREAD, CacheReason.REQUEST_BODY, observation)))
			.flatMap((response) -> response);
	}

	private boolean isKeyedByBody() {
		try {
			return CacheExchange.keysBody(this.cache, LoadBalancing.keyUri(this.request));
		}
		catch (RuntimeException ex) {
			this.cache.failedInside(ex);
			return false;
		}
	}

	private Mono<ClientResponse> begin(byte[] body, @Nullable CacheReason position, @Nullable Observation observation) {
		CacheExchange exchange;
		try {
			WireRequest wire = WireRequest.of(this.request);
			URI uri = LoadBalancing.keyUri(this.request);
			exchange = CacheExchange.begin(this.cache, wire, uri, body, position, false, this.clientPartition);
			exchange.observedBy(observation);
		}
		catch (RuntimeException ex) {
			this.cache.failedInside(ex);
			return this.network.exchange(this.request);
		}
		return new ReactiveSequence(this, exchange).run();
	}

}
