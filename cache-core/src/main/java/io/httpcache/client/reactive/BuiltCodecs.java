package io.httpcache.client.reactive;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.codec.ClientCodecConfigurer;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * The codecs that one client was built with. A configurer is read at the first use, when
 * all that the builder does to it is done.
 */
final class BuiltCodecs implements ClientCodecs {

	private final ClientCodecConfigurer configurer;

	private volatile @Nullable ExchangeStrategies strategies;

	BuiltCodecs(ClientCodecConfigurer configurer) {
		this.configurer = configurer;
	}

	@Override
	public ExchangeStrategies find(ExchangeFunction client) {
		ExchangeStrategies known = this.strategies;
		if (known == null) {
			known = new Configured(this.configurer.getReaders(), this.configurer.getWriters());
			this.strategies = known;
		}
		return known;
	}

	/** The client's own can be mutated, which those from the configurer cannot. */
	@Override
	public void learn(ExchangeFunction client, ExchangeStrategies strategies) {
		if (this.strategies != strategies) {
			this.strategies = strategies;
		}
	}

	/**
	 * Codecs as configured.
	 *
	 * @param messageReaders the readers
	 * @param messageWriters the writers
	 */
	private record Configured(List<HttpMessageReader<?>> messageReaders,
			List<HttpMessageWriter<?>> messageWriters) implements ExchangeStrategies {

	}

}
