package io.httpcache.autoconfigure.warmup;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.httpcache.WarmUpRequest;
import io.httpcache.http.Uris;

/**
 * Sends one request of a warm-up through the client that it names, with the cache on it.
 * What is fresh already is not fetched again, because the cache answers. Safe for use by
 * several threads.
 */
final class WarmUpFetch {

	private final WarmUpClients clients;

	private final Supplier<WarmUpClient> own;

	private final String cacheName;

	private final Predicate<String> secrets;

	/**
	 * A sender.
	 * @param clients the clients of the application
	 * @param own gives the cache's own client
	 * @param cacheName the name of this cache in {@code Cache-Status}
	 * @param secrets tells which query parameters are not shown
	 */
	WarmUpFetch(WarmUpClients clients, Supplier<WarmUpClient> own, String cacheName, Predicate<String> secrets) {
		this.clients = clients;
		this.own = own;
		this.cacheName = cacheName;
		this.secrets = secrets;
	}

	/**
	 * Sends a request.
	 * @param request the request
	 * @return what is wrong with the answer, empty when nothing is
	 */
	String problem(WarmUpRequest request) {
		try {
			WarmUpClient client = client(request.client());
			if (client == null) {
				return "there is no client \"" + request.client() + "\"";
			}
			String problem = client.get(request).problem(this.cacheName);
			return (problem == null) ? "" : problem + by(request);
		}
		catch (Exception ex) {
			return WarmUpErrors.describe(ex, request.url()) + by(request);
		}
	}

	private @Nullable WarmUpClient client(@Nullable String name) {
		return (name == null) ? this.own.get() : this.clients.find(name);
	}

	private static String by(WarmUpRequest request) {
		return (request.client() != null) ? " (" + request.client() + ")" : "";
	}

	/** The URL of a request without its secrets. */
	String shown(WarmUpRequest request) {
		return Uris.redact(request.url(), this.secrets);
	}

}
