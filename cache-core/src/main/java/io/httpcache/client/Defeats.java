package io.httpcache.client;

import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.Prohibition;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.http.Uris;
import io.httpcache.route.Route;

/**
 * Says once a route that an origin's prohibition defeats the time to live configured for
 * it, with the line that overrules it.
 */
final class Defeats {

	private Defeats() {
	}

	static void report(CacheRuntime cache, Route route, CacheRequest request, ResponseDecision decision) {
		CachePolicy policy = route.policy();
		if (policy.ttl() == null && policy.defaultTtl() == null) {
			return;
		}
		Prohibition prohibition = null;
		if (decision instanceof ResponseDecision.PassThrough passed && passed.reason() != null) {
			prohibition = Prohibition.behind(passed.reason());
		}
		else if (decision instanceof ResponseDecision.Store store && store.facts().noCache()
				&& !policy.ignores(Prohibition.NO_CACHE)) {
			prohibition = Prohibition.NO_CACHE;
		}
		if (prohibition != null) {
			String name = prohibition.propertyValue();
			String property = route.name().equals(Route.DEFAULT_NAME) ? "httpcache.defaults.ignore"
					: "httpcache.routes." + route.name() + ".ignore";
			cache.warnings.warn("defeat " + route.name() + " " + name,
					"Route \"%s\" has a configured time to live, but %s %s forbids it (%s): the response is %s. To overrule the origin, add \"%s: [%s]\"."
						.formatted(route.name(), request.method(),
								Uris.redact(request.uri().toString(), cache.secrets::matches), name,
								(prohibition == Prohibition.NO_CACHE) ? "validated before each use" : "not stored",
								property, name),
					null);
		}
	}

}
