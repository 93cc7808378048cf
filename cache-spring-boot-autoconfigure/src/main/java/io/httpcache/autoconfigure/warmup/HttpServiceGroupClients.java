package io.httpcache.autoconfigure.warmup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The builders of the clients beneath groups of HTTP interfaces, which are no beans. Safe
 * for use by several threads.
 */
final class HttpServiceGroupClients {

	private final Map<String, Object> builders = new ConcurrentHashMap<>();

	/** Keeps the builder itself: who configures it later is heard too. */
	void add(String group, Object builder) {
		this.builders.put(group, builder);
	}

	@Nullable WarmUpClient find(String group) {
		Object builder = this.builders.get(group);
		if (builder == null) {
			return null;
		}
		return (builder instanceof RestClient.Builder blocking) ? new RestWarmUpClient(blocking.clone().build())
				: Reactive.client(builder);
	}

	/** Loaded only where there is a {@code WebClient}. */
	private static final class Reactive {

		private Reactive() {
		}

		static WarmUpClient client(Object builder) {
			return new ReactiveWarmUpClient(((WebClient.Builder) builder).clone().build());
		}

	}

}
