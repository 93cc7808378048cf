package io.httpcache.client;

import java.util.function.BiConsumer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.OriginResponse;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.StoredResponse;

/**
 * An exchange and how it ended.
 *
 * @param exchange the exchange
 * @param outcome how it was answered
 * @param reason why nothing was stored or used, or {@code null}
 * @param status the status of the answer, or 0
 * @param nanos how long it took
 * @param response the stored form of the answer, or {@code null}
 */
record AnsweredExchange(CacheExchange exchange, CacheOutcome outcome, @Nullable CacheReason reason, int status,
		long nanos, @Nullable StoredResponse response) implements AnsweredRequest {

	@Override
	public HttpRequest wire() {
		return this.exchange.wire;
	}

	@Override
	public CacheRequest request() {
		return this.exchange.request;
	}

	@Override
	public Route route() {
		return this.exchange.route;
	}

	@Override
	public String uri() {
		return this.exchange.uri();
	}

	@Override
	public @Nullable CacheKey key() {
		return (this.exchange.bypass() == null) ? this.exchange.key() : null;
	}

	@Override
	public @Nullable OriginResponse origin() {
		return this.exchange.origin();
	}

	@Override
	public @Nullable Observation observation() {
		return this.exchange.observation();
	}

	@Override
	public void forEachKeyPart(BiConsumer<String, String> part) {
		this.exchange.forEachKeyPart(part);
	}

}
