package io.httpcache.scenario;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.CacheSettings;
import io.httpcache.engine.CacheMode;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;
import io.httpcache.scenario.Scenario.Line;
import io.httpcache.store.HttpCacheStore;

/**
 * Builds the cache that a scenario asks for.
 */
final class ScenarioCache {

	private final CacheMode mode;

	private RouteSettings defaults = RouteSettings.NONE;

	private final List<Function<RouteSettings, Route>> routes = new ArrayList<>();

	private boolean offline;

	private boolean readOnly;

	private String name = "httpcache";

	private List<String> ignoredHeaders = List.of();

	ScenarioCache(CacheMode mode) {
		this.mode = mode;
	}

	/** Whether answers may come from a fetch on another thread. */
	boolean isPatient() {
		return this.defaults.softTimeout() != null;
	}

	void defaults(Line line) {
		this.defaults = ScenarioRoutes.parse(line.parts());
	}

	/** {@code route NAME | url: … | ttl: …}. */
	void route(Line line) {
		List<String> parts = line.parts();
		RouteSettings own = ScenarioRoutes.parse(parts.subList(1, parts.size()));
		this.routes.add((defaults) -> own.inherit(defaults).toRoute(parts.get(0)));
	}

	void setting(Line line) {
		for (String part : line.parts()) {
			switch (part.split(" ")[0]) {
				case "online" -> this.offline = false;
				case "offline" -> this.offline = true;
				case "read-only" -> this.readOnly = true;
				case "ignored-headers:" ->
					this.ignoredHeaders = ScenarioRoutes.list(part.substring("ignored-headers:".length()));
				case "name:" -> this.name = part.substring("name:".length()).strip();
				default -> throw new IllegalArgumentException("No such setting: " + part);
			}
		}
	}

	HttpCache build(HttpCacheStore store, Clock clock, Executor executor, Refreshed refreshed) {
		List<Route> all = this.routes.stream().map((route) -> route.apply(this.defaults)).toList();
		CacheSettings settings = new CacheSettings(this.name, this.mode, this.offline, this.readOnly, 16 << 20,
				this.ignoredHeaders, null, java.util.Set.of());
		return HttpCacheBuilder.create()
			.settings(settings)
			.routes(Routes.of(all, this.defaults.toRoute(Route.DEFAULT_NAME)))
			.store(store)
			.clock(clock)
			.executor(executor)
			.extensions((none) -> new CacheRuntime.Extensions(List.of(), List.of(),
					Map.of("tenant", (request) -> request.getHeaders().getFirst("X-Tenant")), List.of(),
					List.of(refreshed)))
			.build();
	}

}
