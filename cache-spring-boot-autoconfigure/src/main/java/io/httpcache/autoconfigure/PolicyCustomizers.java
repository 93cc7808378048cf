package io.httpcache.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.httpcache.engine.CachePolicy;
import io.httpcache.route.CachePolicyCustomizer;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;

/**
 * Lets the application change the rules of each route, the default one included.
 */
final class PolicyCustomizers {

	private PolicyCustomizers() {
	}

	static Routes apply(List<CachePolicyCustomizer> customizers, Routes routes) {
		if (customizers.isEmpty()) {
			return routes;
		}
		List<Route> all = new ArrayList<>(routes.all().stream().map((route) -> apply(customizers, route)).toList());
		Route fallback = all.remove(all.size() - 1);
		return Routes.of(all, fallback);
	}

	private static Route apply(List<CachePolicyCustomizer> customizers, Route route) {
		CachePolicy policy = route.policy();
		for (CachePolicyCustomizer customizer : customizers) {
			policy = customizer.customize(route.name(), policy);
		}
		return new Route(route.name(), route.pattern(), route.order(), policy, route.partition(),
				route.ignoredQueryParameters(), route.maxVariants(), route.collapse(), route.tags(), route.evicts(),
				route.keyBody());
	}

}
