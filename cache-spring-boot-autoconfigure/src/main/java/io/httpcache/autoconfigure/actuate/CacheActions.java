package io.httpcache.autoconfigure.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.httpcache.HttpCache;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;

/**
 * What the endpoint changes. Nothing of it sends a request to a URL that a caller chose.
 */
final class CacheActions {

	private static final String SELECTORS = "Give exactly one of: url=<a whole URL>, route=<a route>, tag=<a tag>, all=true.";

	private final HttpCache cache;

	private final Routes routes;

	CacheActions(HttpCache cache, Routes routes) {
		this.cache = cache;
		this.routes = routes;
	}

	/** Drops what exactly one selector names: a typo must not empty a cache. */
	WebEndpointResponse<OperationResponseBody> evict(@Nullable Object url, @Nullable Object route, @Nullable Object tag,
			@Nullable Object all) {
		Map<String, Object> given = new LinkedHashMap<>();
		put(given, "url", url);
		put(given, "route", route);
		put(given, "tag", tag);
		put(given, "all", all);
		if (given.size() != 1) {
			throw new BadRequestException(SELECTORS);
		}
		given.forEach((name, value) -> evict(name, Parameters.required(name, value)));
		return noContent();
	}

	private static void put(Map<String, Object> given, String name, @Nullable Object value) {
		if (value != null) {
			given.put(name, value);
		}
	}

	private void evict(String name, String value) {
		switch (name) {
			case "url" -> this.cache.evict(Parameters.url(value));
			case "route" -> this.cache.evictRoute(existing(value));
			case "tag" -> this.cache.evictTag(value);
			default -> {
				if (!value.equals("true")) {
					throw new BadRequestException(SELECTORS);
				}
				this.cache.clear();
			}
		}
	}

	/**
	 * Marks what is stored for a URL as stale: the next request for it asks the origin.
	 */
	WebEndpointResponse<OperationResponseBody> expire(@Nullable Object url) {
		this.cache.expire(Parameters.url(Parameters.required("url", url)));
		return noContent();
	}

	WebEndpointResponse<OperationResponseBody> serveStale(@Nullable Object route, @Nullable Object maxStale,
			@Nullable Object duration) {
		String name = route(route);
		Duration stale = Parameters.duration("maxStale", maxStale);
		Duration lasting = Parameters.duration("duration", duration);
		return new WebEndpointResponse<>(Allowance.of(this.cache.serveStale(name, stale, lasting)));
	}

	WebEndpointResponse<OperationResponseBody> stopServingStale(@Nullable Object route) {
		String name = route(route);
		return this.cache.stopServingStale(name) ? noContent() : Problem.notFound("No stale responses are allowed %s."
			.formatted((name != null) ? "for the route \"%s\"".formatted(name) : "for all URLs"));
	}

	private @Nullable String route(@Nullable Object route) {
		String name = Parameters.text("route", route);
		return (name != null) ? existing(name) : null;
	}

	private String existing(String name) {
		if (this.routes.byName(name).isEmpty()) {
			throw new BadRequestException("There is no route of this name. There are: %s."
				.formatted(String.join(", ", this.routes.all().stream().map(Route::name).toList())));
		}
		return name;
	}

	private static WebEndpointResponse<OperationResponseBody> noContent() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

}
