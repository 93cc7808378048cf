package io.httpcache;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something to fetch before anybody asks for it. Immutable.
 *
 * @param client the name of the client to fetch it with, as under
 * {@code httpcache.warm-up.clients}, or {@code null} for one of the cache's own
 * @param url the URL, as the client's {@code uri(String)} takes it; absolute where there
 * is no client
 * @param headers request header fields to send, besides those of the client
 */
public record WarmUpRequest(@Nullable String client, String url, Map<String, String> headers) {

	public WarmUpRequest {
		headers = Map.copyOf(headers);
	}

	/**
	 * A URL to fetch with a client of the cache's own, as callers without a credential
	 * do.
	 * @param url an absolute URL
	 * @return the request
	 */
	public static WarmUpRequest of(String url) {
		return new WarmUpRequest(null, url, Map.of());
	}

	/**
	 * A URL to fetch with a client of the application, which adds what it adds to every
	 * request.
	 * @param client the name of the client
	 * @param url the URL, relative to the base URL of the client or absolute
	 * @return the request
	 */
	public static WarmUpRequest of(String client, String url) {
		return new WarmUpRequest(client, url, Map.of());
	}

	/**
	 * The same request with another header field.
	 * @param name the name of the field
	 * @param value its value
	 * @return the request
	 */
	public WarmUpRequest header(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new WarmUpRequest(this.client, this.url, headers);
	}

	@Override
	public String toString() {
		// Values of fields are credentials as often as not
		return ((this.client != null) ? this.client + " " : "") + this.url + " " + this.headers.keySet();
	}

}
