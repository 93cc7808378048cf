package io.httpcache.client.reactive;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * The codecs that responses brought, for each client as long as it lives.
 */
final class LearnedCodecs implements ClientCodecs {

	private final Map<ExchangeFunction, ExchangeStrategies> clients = Collections.synchronizedMap(new WeakHashMap<>());

	@Override
	public @Nullable ExchangeStrategies find(ExchangeFunction client) {
		return this.clients.get(client);
	}

	@Override
	public void learn(ExchangeFunction client, ExchangeStrategies strategies) {
		this.clients.put(client, strategies);
	}

}
