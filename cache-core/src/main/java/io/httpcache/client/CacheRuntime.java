package io.httpcache.client;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.httpcache.CacheEventListener;
import io.httpcache.CacheKeyCustomizer;
import io.httpcache.CachePartitionResolver;
import io.httpcache.CacheStorageFilter;
import io.httpcache.engine.CacheEngine;
import io.httpcache.http.StructuredFields;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;
import io.httpcache.route.SecretNames;
import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.FailOpenStore;
import io.httpcache.store.HttpCacheStore;

/**
 * Everything that the requests of one cache share. Safe for use by several threads.
 */
public final class CacheRuntime {

	private static final Log logger = LogFactory.getLog(CacheRuntime.class);

	final CacheSettings settings;

	final String name;

	final CacheEngine engine;

	final Routes routes;

	final KeyFactory keys;

	final HttpCacheStore store;

	/** The same store for look-ups that are no traffic. */
	final HttpCacheStore uncounted;

	final Clock clock;

	final Executor executor;

	final SecretNames secrets;

	final List<CacheStorageFilter> filters;

	final CacheObserver observer;

	final TrafficCounters traffic;

	final EventDispatcher events;

	final Flights flights = new Flights();

	final RecentKeys<Flights.Id> uncollapsed = new RecentKeys<>();

	final RecentKeys<CacheKey> paused = new RecentKeys<>();

	final Refreshes refreshes = new Refreshes();

	final StaleAllowances allowances;

	final ReadAheadBudget readAhead;

	final LogOnce warnings = new LogOnce(logger);

	private final Map<String, List<EvictionScope>> evicts = new LinkedHashMap<>();

	/**
	 * Wires a cache.
	 * @param settings settings that concern no single route
	 * @param routes the routes
	 * @param store where responses are stored; its failures are kept from callers
	 * @param clock tells the time
	 * @param executor runs background work; may reject
	 * @param extensions what the application adds
	 */
	public CacheRuntime(CacheSettings settings, Routes routes, HttpCacheStore store, Clock clock, Executor executor,
			Extensions extensions) {
		this.settings = settings;
		this.name = StructuredFields.serializeKeyOrToken(settings.name());
		this.engine = new CacheEngine(settings.mode(), settings.offline(), settings.readOnly());
		this.routes = routes;
		this.keys = new KeyFactory(settings.mode(), settings.ignoredHeaders(), settings.keySecret(),
				extensions.keyCustomizers(), extensions.partitionResolvers());
		this.clock = clock;
		this.allowances = new StaleAllowances(clock);
		this.executor = executor;
		this.secrets = SecretNames.of(settings.secretParameters());
		this.filters = extensions.storageFilters();
		this.traffic = new TrafficCounters(routes.all());
		List<CacheObserver> observers = new ArrayList<>(extensions.observers());
		observers.add(0, this.traffic);
		this.observer = Observers.of(observers);
		HttpCacheStore observed = extensions.observers().isEmpty() ? store
				: store.observed(this.observer::storeOperation);
		this.store = new FailOpenStore(observed, this::storeFailed);
		this.uncounted = new FailOpenStore(store, this::storeFailed);
		this.events = new EventDispatcher(extensions.eventListeners(), executor);
		this.readAhead = new ReadAheadBudget(settings.maxInFlight());
		routes.all().forEach((route) -> this.evicts.put(route.name(), scopes(route)));
	}

	private static List<EvictionScope> scopes(Route route) {
		return route.evicts().stream().map(EvictionScope::of).toList();
	}

	List<EvictionScope> evicts(Route route) {
		return this.evicts.getOrDefault(route.name(), List.of());
	}

	private void storeFailed(String operation, Throwable failure) {
		this.warnings.warn("store " + operation, "The store of the HTTP cache failed to " + operation
				+ "; calls go to the origin meanwhile. Further failures are counted, not logged.", failure);
	}

	/**
	 * Adds listeners to those that the cache was made with: such as need the cache
	 * themselves, and can be made only after it. They hear of what is answered from now
	 * on.
	 * @param listeners the listeners, in their order
	 */
	public void addEventListeners(List<CacheEventListener> listeners) {
		this.events.add(listeners);
	}

	/**
	 * Something in the cache itself failed: the call goes on without it.
	 * @param failure what was thrown
	 */
	public void failedInside(RuntimeException failure) {
		this.warnings.warn("inside " + failure.getClass().getName(),
				"The HTTP cache failed and stands aside for this call. Further failures of this kind are not logged.",
				failure);
	}

	/**
	 * Says once that something stands before the cache in a client.
	 * @param client what kind of client
	 * @param remedy what to do
	 */
	public void warnOfPosition(String client, String remedy) {
		this.warnings.warn("position " + client, remedy, null);
	}

	/**
	 * Says once that a large request body passed.
	 * @param bytes how large it was
	 */
	public void warnOfUpload(long bytes) {
		this.warnings.warn("upload", "A request body of " + bytes
				+ " bytes was held in memory: with any interceptor, Spring's blocking clients buffer request bodies. "
				+ "For clients that upload a lot, leave the cache out: set httpcache.apply-to without their kind, or "
				+ "clear the interceptors of that builder.", null);
	}

	/**
	 * Where the bytes that are read ahead are counted.
	 * @return the budget
	 */
	public ReadAheadBudget readAhead() {
		return this.readAhead;
	}

	/**
	 * The executor for background work.
	 * @return an executor that may reject
	 */
	public Executor executor() {
		return this.executor;
	}

	/**
	 * Takes the allowances to serve stale responses that hold in all instances, in the
	 * place of those known here.
	 * @param shared all of them
	 */
	public void shareAllowances(List<AllowanceSharing.Shared> shared) {
		this.allowances.replace(shared);
	}

	/**
	 * The time in epoch milliseconds.
	 * @return the time
	 */
	public long now() {
		return this.clock.millis();
	}

	/**
	 * What an application adds to a cache.
	 *
	 * @param eventListeners told of each request
	 * @param keyCustomizers add parts to keys
	 * @param partitionResolvers by bean name
	 * @param storageFilters keep responses out
	 * @param observers count what happens
	 */
	public record Extensions(List<CacheEventListener> eventListeners, List<CacheKeyCustomizer> keyCustomizers,
			Map<String, CachePartitionResolver> partitionResolvers, List<CacheStorageFilter> storageFilters,
			List<CacheObserver> observers) {

		/** Nothing. */
		public static final Extensions NONE = new Extensions(List.of(), List.of(), Map.of(), List.of(), List.of());

		public Extensions {
			eventListeners = List.copyOf(eventListeners);
			keyCustomizers = List.copyOf(keyCustomizers);
			partitionResolvers = Map.copyOf(partitionResolvers);
			storageFilters = List.copyOf(storageFilters);
			observers = List.copyOf(observers);
		}

	}

}
