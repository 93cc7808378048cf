package io.httpcache.benchmarks;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.HttpClients;

import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime.Extensions;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;

/**
 * The clients that are compared.
 */
final class Clients {

	private static final int MAX_OBJECT_SIZE = 1 << 20;

	private Clients() {
	}

	/** The least that a {@code RestClient} with an interceptor can do. */
	static RestClient floor(CannedResponse response) {
		return RestClient.builder().requestInterceptor((request, body, execution) -> response).build();
	}

	/** A cache that counts what it does, as in an application with metrics. */
	static HttpCacheBuilder cache() {
		return HttpCacheBuilder.create()
			.extensions(
					(none) -> new Extensions(none.eventListeners(), none.keyCustomizers(), none.partitionResolvers(),
							none.storageFilters(), List.of(new MetricsObserver(new SimpleMeterRegistry()))));
	}

	static RestClient.Builder cached(HttpCacheBuilder cache, ClientHttpRequestFactory origin) {
		RestClient.Builder builder = RestClient.builder().requestFactory(origin);
		cache.build().applyTo(builder);
		return builder;
	}

	static RestClient cached(ClientHttpRequestFactory origin) {
		return cached(cache(), origin).build();
	}

	static RestClient naive(ClientHttpRequestFactory origin) {
		return RestClient.builder().requestFactory(origin).requestInterceptor(new NaiveCaffeineInterceptor()).build();
	}

	static ClientHttpRequestFactory apache() {
		return factory(HttpClients.custom().disableCookieManagement().build());
	}

	static ClientHttpRequestFactory apacheCaching() {
		CacheConfig config = CacheConfig.custom().setSharedCache(false).setMaxObjectSize(MAX_OBJECT_SIZE).build();
		return factory(CachingHttpClients.custom().setCacheConfig(config).disableCookieManagement().build());
	}

	private static ClientHttpRequestFactory factory(HttpClient client) {
		return new HttpComponentsClientHttpRequestFactory(client);
	}

	static Routes routes(int count) {
		List<Route> routes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			routes.add(RouteSettings.builder()
				.url("api" + i % 4 + ".example.com/resource" + i + "/{id}")
				.build()
				.toRoute("route" + i));
		}
		return Routes.of(routes, Route.DEFAULT);
	}

	/** Fetches once, and makes sure that what is measured is a hit. */
	static RestClient warmed(RestClient client, URI uri) {
		client.get().uri(uri).retrieve().toEntity(byte[].class);
		assertHit(client.get().uri(uri).retrieve().toEntity(byte[].class));
		return client;
	}

	/** The same for a reactive client. */
	static void warmed(WebClient client, URI uri) {
		client.get().uri(uri).retrieve().toEntity(byte[].class).block();
		assertHit(client.get().uri(uri).retrieve().toEntity(byte[].class).block());
	}

	private static void assertHit(ResponseEntity<?> response) {
		CacheStatus status = CacheStatus.from(response.getHeaders());
		if (status == null || status.outcome() != CacheOutcome.HIT) {
			throw new IllegalStateException("Not a hit: " + status);
		}
	}

}
