package io.httpcache.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.httpcache.CacheEntry;
import io.httpcache.CacheStatistics;
import io.httpcache.CacheStatistics.Traffic;
import io.httpcache.HttpCache;
import io.httpcache.StaleAllowance;
import io.httpcache.WarmUpReport;
import io.httpcache.engine.Freshness;
import io.httpcache.http.Uris;
import io.httpcache.route.Route;
import io.httpcache.route.UrlPattern;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;

/**
 * The cache of an application over its runtime.
 */
public final class DefaultHttpCache implements HttpCache {

	private final CacheRuntime cache;

	private final Supplier<? extends Iterable<ClientBinding>> bindings;

	private final WarmUp warmUp;

	private final AllowanceSharing sharing;

	/**
	 * A cache.
	 * @param cache the runtime
	 * @param bindings how to put it on the kinds of client there are, asked each time
	 * @param warmUp what there is to warm up
	 * @param sharing tells other instances of allowances to serve stale responses
	 */
	public DefaultHttpCache(CacheRuntime cache, Supplier<? extends Iterable<ClientBinding>> bindings, WarmUp warmUp,
			AllowanceSharing sharing) {
		this.cache = cache;
		this.bindings = bindings;
		this.warmUp = warmUp;
		this.sharing = sharing;
	}

	@Override
	public <B> B applyTo(B client) {
		for (ClientBinding binding : this.bindings.get()) {
			if (binding.bind(client)) {
				return client;
			}
		}
		throw new IllegalArgumentException(
				"The HTTP cache can be put on a RestClient.Builder, a RestTemplate or a WebClient.Builder, not on a "
						+ client.getClass().getName());
	}

	@Override
	public void evict(URI uri) {
		this.cache.store.invalidate(keyUri(uri));
	}

	@Override
	public void expire(URI uri) {
		this.cache.store.expire(keyUri(uri));
	}

	private String keyUri(URI uri) {
		return this.cache.keys.uri(uri, this.cache.routes.match(uri));
	}

	@Override
	public void evictPattern(String pattern) {
		this.cache.store.evict(new EvictionScope.Pattern(UrlPattern.parse(pattern)));
	}

	@Override
	public void evictRoute(String route) {
		this.cache.store.evict(new EvictionScope.Route(route));
	}

	@Override
	public void evictTag(String tag) {
		this.cache.store.evict(new EvictionScope.Tag(tag));
	}

	@Override
	public void clear() {
		this.cache.store.evict(new EvictionScope.All());
	}

	@Override
	public WarmUpReport warmUp() {
		return this.warmUp.run();
	}

	@Override
	public WarmUpReport warmUpReport() {
		return this.warmUp.report();
	}

	@Override
	public StaleAllowance serveStale(@Nullable String route, Duration maxStale, Duration lasting) {
		Assert.isTrue(isPositive(maxStale), "'maxStale' must be more than zero");
		Assert.isTrue(isPositive(lasting), "'lasting' must be more than zero");
		Assert.isTrue(route == null || this.cache.routes.byName(route).isPresent(),
				() -> "There is no route \"" + route + "\"");
		this.sharing.allowed(route, maxStale, lasting);
		return this.cache.allowances.allow(route, maxStale, lasting);
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	@Override
	public boolean stopServingStale(@Nullable String route) {
		this.sharing.ended(route);
		return this.cache.allowances.end(route);
	}

	@Override
	public List<StaleAllowance> staleAllowances() {
		return this.cache.allowances.list();
	}

	@Override
	public List<CacheEntry> entries(int limit) {
		return this.cache.store.entries(limit).stream().map(this::entry).toList();
	}

	private CacheEntry entry(StoredEntry entry) {
		StoredResponse response = entry.response();
		Route route = this.cache.routes.byName(response.route()).orElse(Route.DEFAULT);
		return new CacheEntry(Uris.redact(entry.key().uri(), this.cache.secrets::matches), response.route(),
				response.method(), response.status(), response.weight(),
				Instant.ofEpochMilli(response.facts().responseTime()),
				Instant.ofEpochMilli(Freshness.freshUntil(response.facts(), response.status(), route.policy())),
				entry.key().partition(), response.tags(), response.fields().first("Content-Type"));
	}

	@Override
	public CacheStatistics statistics() {
		Map<String, Traffic> routes = this.cache.traffic.byRoute();
		StoreStatistics store = this.cache.store.statistics();
		return new CacheStatistics(TrafficCounters.total(routes.values()), routes, store.entries(), store.bytes(),
				store.maxBytes(), store.evictions(), store.available());
	}

	@Override
	public String toString() {
		return "HttpCache[" + this.cache.settings.name() + "]";
	}

}
