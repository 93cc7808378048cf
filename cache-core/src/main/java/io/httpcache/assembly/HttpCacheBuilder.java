package io.httpcache.assembly;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

import io.httpcache.HttpCache;
import io.httpcache.client.AllowanceSharing;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.CacheSettings;
import io.httpcache.client.ClientBinding;
import io.httpcache.client.DefaultHttpCache;
import io.httpcache.client.WarmUp;
import io.httpcache.client.blocking.BlockingBinding;
import io.httpcache.client.blocking.CachingInterceptor;
import io.httpcache.client.reactive.CachingExchangeFilter;
import io.httpcache.client.reactive.ReactiveBinding;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.caffeine.CaffeineStore;

/**
 * Builds a cache where there is no Spring Boot to do it:
 *
 * <pre>{@code
 * HttpCache cache = HttpCacheBuilder.create().build();
 * RestClient client = cache.applyTo(RestClient.builder()).build();
 * }</pre>
 *
 * <p>
 * Without further settings it is private, obeys RFC 9111 to the letter and holds 64 MiB
 * in Caffeine. Not safe for use by several threads; what it builds is.
 */
public final class HttpCacheBuilder {

	private static final boolean WEB_CLIENT_PRESENT = ClassUtils.isPresent(
			"org.springframework.web.reactive.function.client.WebClient", HttpCacheBuilder.class.getClassLoader());

	private static final long DEFAULT_MAX_BYTES = 64 << 20;

	private CacheSettings settings = CacheSettings.DEFAULT;

	private Routes routes = Routes.of(List.of(), Route.DEFAULT);

	private @Nullable HttpCacheStore store;

	private Clock clock = Clock.systemUTC();

	private @Nullable Executor executor;

	private CacheRuntime.Extensions extensions = CacheRuntime.Extensions.NONE;

	private WarmUp warmUp = WarmUp.NONE;

	private HttpCacheBuilder() {
	}

	/**
	 * Begins with the defaults.
	 * @return a builder
	 */
	public static HttpCacheBuilder create() {
		return new HttpCacheBuilder();
	}

	/**
	 * Settings that concern no single route.
	 * @param settings the settings
	 * @return this builder
	 */
	public HttpCacheBuilder settings(CacheSettings settings) {
		this.settings = settings;
		return this;
	}

	/**
	 * The routes.
	 * @param routes the routes
	 * @return this builder
	 */
	public HttpCacheBuilder routes(Routes routes) {
		this.routes = routes;
		return this;
	}

	/**
	 * Where responses are stored.
	 * @param store the store; whoever made it closes it
	 * @return this builder
	 */
	public HttpCacheBuilder store(HttpCacheStore store) {
		this.store = store;
		return this;
	}

	/**
	 * What tells the time.
	 * @param clock the clock
	 * @return this builder
	 */
	public HttpCacheBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * What runs background work.
	 * @param executor an executor that may reject; whoever made it ends it
	 * @return this builder
	 */
	public HttpCacheBuilder executor(Executor executor) {
		this.executor = executor;
		return this;
	}

	/**
	 * What the application adds.
	 * @param customizer takes what there is and gives what there is to be
	 * @return this builder
	 */
	public HttpCacheBuilder extensions(UnaryOperator<CacheRuntime.Extensions> customizer) {
		this.extensions = customizer.apply(this.extensions);
		return this;
	}

	/**
	 * What {@link HttpCache#warmUp()} does.
	 * @param warmUp what there is to warm up
	 * @return this builder
	 */
	public HttpCacheBuilder warmUp(WarmUp warmUp) {
		this.warmUp = warmUp;
		return this;
	}

	/**
	 * Wires the parts that drivers are made of.
	 * @return the runtime
	 */
	public CacheRuntime buildRuntime() {
		Executor executor = (this.executor != null) ? this.executor : CacheExecutor.create();
		HttpCacheStore store = (this.store != null) ? this.store
				: new CaffeineStore(DEFAULT_MAX_BYTES, this.clock, executor);
		return new CacheRuntime(this.settings, this.routes, store, this.clock, executor, this.extensions);
	}

	/**
	 * Wires the cache.
	 * @return the cache
	 */
	public HttpCache build() {
		return build(buildRuntime());
	}

	/**
	 * The cache over a runtime.
	 * @param runtime the runtime
	 * @return the cache
	 */
	public HttpCache build(CacheRuntime runtime) {
		List<ClientBinding> bindings = new ArrayList<>();
		bindings.add(new BlockingBinding(new CachingInterceptor(runtime)));
		if (WEB_CLIENT_PRESENT) {
			bindings.add(Reactive.binding(runtime));
		}
		return new DefaultHttpCache(runtime, () -> bindings, this.warmUp, AllowanceSharing.NONE);
	}

	/** Loaded only where there is a {@code WebClient}. */
	private static final class Reactive {

		private Reactive() {
		}

		static ClientBinding binding(CacheRuntime runtime) {
			return new ReactiveBinding(new CachingExchangeFilter(runtime));
		}

	}

}
