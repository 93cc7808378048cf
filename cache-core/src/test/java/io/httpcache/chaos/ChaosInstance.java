package io.httpcache.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;
import io.httpcache.store.LostInvalidationListener;
import io.httpcache.store.near.NearCacheStore;
import io.httpcache.store.near.RecoveringStore;
import io.httpcache.store.near.StoreBackground;
import io.httpcache.store.near.redis.RedisCoherenceChannel;
import io.httpcache.store.redis.CircuitBreakerStore;
import io.httpcache.store.redis.RedisStore;
import io.httpcache.store.redis.RedisStoreSettings;
import io.httpcache.test.redis.RedisServers;

/**
 * One of the instances: a cache with a connection to Redis of its own, through a network
 * of its own.
 */
final class ChaosInstance implements AutoCloseable {

	static final String PREFIX = "chaos:";

	private static final Duration TIMEOUT = Duration.ofMillis(250);

	final FaultProxy network;

	final HttpCache cache;

	private final LettuceConnectionFactory redis;

	private final ExecutorService executor = Executors.newFixedThreadPool(4,
			(task) -> new Thread(task, "httpcache-chaos"));

	private final StoreBackground background = new StoreBackground("httpcache-store");

	private final RecoveringStore recovering;

	private final NearCacheStore store;

	private final Client client;

	ChaosInstance(int number, int redisPort, HttpClient transport) {
		this.network = new FaultProxy(redisPort);
		this.redis = RedisServers
			.started(new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", this.network.port())));
		Clock clock = Clock.systemUTC();
		this.recovering = new RecoveringStore(new CircuitBreakerStore(
				new RedisStore(this.redis, new RedisStoreSettings(PREFIX, TIMEOUT), clock, this.executor),
				LostInvalidationListener.NONE), this.background);
		this.store = new NearCacheStore(this.recovering, new NearCacheStore.Settings(256 << 10, Duration.ofSeconds(30)),
				new RedisCoherenceChannel(this.redis, PREFIX + "near", TIMEOUT), clock, this.executor, this.background);
		this.background.every(NearCacheStore.PERIOD, this.store::beat);
		this.background.every(RecoveringStore.PERIOD, this.recovering::recover);
		Route all = RouteSettings.NONE.toRoute(Route.DEFAULT_NAME);
		this.cache = HttpCacheBuilder.create()
			.routes(Routes.of(List.of(), all))
			.store(this.store)
			.clock(clock)
			.executor(this.executor)
			.build();
		this.client = (number % 2 == 0) ? blocking(transport) : reactive(transport);
	}

	private Client blocking(HttpClient transport) {
		RestClient client = this.cache
			.applyTo(RestClient.builder().requestFactory(new JdkClientHttpRequestFactory(transport)))
			.build();
		return (method, uri, headers) -> client.method(method)
			.uri(uri)
			.headers((all) -> all.addAll(headers))
			.exchange((request, response) -> new Answer(response.getStatusCode().value(), response.getHeaders(),
					response.getBody().readAllBytes()));
	}

	private Client reactive(HttpClient transport) {
		WebClient client = this.cache
			.applyTo(WebClient.builder().clientConnector(new JdkClientHttpConnector(transport)))
			.build();
		return (method, uri, headers) -> client.method(method)
			.uri(uri)
			.headers((all) -> all.addAll(headers))
			.exchangeToMono((response) -> response.bodyToMono(byte[].class)
				.defaultIfEmpty(new byte[0])
				.map((body) -> new Answer(response.statusCode().value(), response.headers().asHttpHeaders(), body)))
			.block(Duration.ofSeconds(30));
	}

	Answer send(HttpMethod method, URI uri, HttpHeaders headers) throws Exception {
		return this.client.send(method, uri, headers);
	}

	/** Whether it has all it needs, and nothing to catch up on. */
	boolean isWell() {
		return !this.recovering.isAway() && this.recovering.pending() == 0 && this.store.isCoherent();
	}

	@Override
	public void close() {
		this.store.close();
		this.background.close();
		this.executor.shutdownNow();
		this.redis.destroy();
		this.network.close();
	}

	@Override
	public String toString() {
		return "away=%s pending=%d coherent=%s".formatted(this.recovering.isAway(), this.recovering.pending(),
				this.store.isCoherent());
	}

	private interface Client {

		Answer send(HttpMethod method, URI uri, HttpHeaders headers) throws Exception;

	}

	record Answer(int status, HttpHeaders headers, byte[] body) {

	}

}
