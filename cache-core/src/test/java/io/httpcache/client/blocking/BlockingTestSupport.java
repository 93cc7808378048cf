package io.httpcache.client.blocking;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.CacheSettings;
import io.httpcache.engine.CacheMode;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.RouteSettingsBuilder;
import io.httpcache.route.Routes;
import io.httpcache.test.MutableClock;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

/**
 * An origin, a cache before it and a client.
 */
abstract class BlockingTestSupport {

	final MutableClock clock = new MutableClock();

	@RegisterExtension
	final TestOrigin origin = TestOrigin.start(this.clock);

	CacheRuntime runtime = HttpCacheBuilder.create().clock(this.clock).executor(Runnable::run).buildRuntime();

	HttpCache cache = HttpCacheBuilder.create().build(this.runtime);

	RestClient client = client(this.cache);

	/** Begins the test with a cache of its own making. */
	void cache(UnaryOperator<HttpCacheBuilder> customizer) {
		HttpCacheBuilder builder = customizer
			.apply(HttpCacheBuilder.create().clock(this.clock).executor(Runnable::run));
		this.runtime = builder.buildRuntime();
		this.cache = builder.build(this.runtime);
		this.client = client(this.cache);
	}

	/** Begins the test with route fields for every URL. */
	void defaults(UnaryOperator<RouteSettingsBuilder> settings) {
		RouteSettings defaults = settings.apply(RouteSettings.builder()).build();
		cache((builder) -> builder.routes(Routes.of(java.util.List.of(), defaults.toRoute(Route.DEFAULT_NAME))));
	}

	static CacheSettings settings(long maxInFlight) {
		return new CacheSettings("httpcache", CacheMode.PRIVATE, false, false, maxInFlight, java.util.List.of(), null,
				java.util.Set.of());
	}

	RestClient client(HttpCache cache) {
		return builder(cache).build();
	}

	RestClient.Builder builder(HttpCache cache) {
		return cache.applyTo(RestClient.builder())
			.requestFactory(Factory.JDK.create())
			.baseUrl(this.origin.url())
			.defaultStatusHandler((status) -> true, (request, response) -> {
			});
	}

	static Reply cacheable(Reply reply) {
		return reply.header("Cache-Control", "max-age=60");
	}

	ResponseEntity<String> get(String uri) {
		return get(this.client, uri);
	}

	static ResponseEntity<String> get(RestClient client, String uri) {
		return client.get().uri(uri).retrieve().toEntity(String.class);
	}

	void post(String uri) {
		this.client.post().uri(uri).body("a").retrieve().toBodilessEntity();
	}

}
