package io.httpcache.client.reactive;

import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * Knows the codecs of clients, so that a response from the cache is decoded as one from
 * the network. Safe for use by several threads.
 */
interface ClientCodecs {

	/**
	 * The codecs of a client.
	 * @param client what its requests go to the network by
	 * @return the codecs, or {@code null} as long as they are not known
	 */
	@Nullable ExchangeStrategies find(ExchangeFunction client);

	/**
	 * Takes the codecs that a response of a client came with.
	 * @param client what its requests go to the network by
	 * @param strategies the codecs
	 */
	void learn(ExchangeFunction client, ExchangeStrategies strategies);

}
