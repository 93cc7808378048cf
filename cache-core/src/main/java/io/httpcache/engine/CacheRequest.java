package io.httpcache.engine;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.httpcache.RequestCacheOptions;
import io.httpcache.http.CacheControl;
import io.httpcache.http.Fields;

/**
 * A request as the engine sees it: read once, in one pass over its fields. Immutable.
 *
 * @param method the method, upper case
 * @param uri the absolute URI
 * @param fields the request fields
 * @param directives the request's {@code Cache-Control}, or its {@code Pragma}
 * @param range the {@code Range} field, or {@code null}
 * @param conditional whether the caller sent {@code If-None-Match} or
 * {@code If-Modified-Since}
 * @param originConditional whether the caller sent {@code If-Match} or
 * {@code If-Unmodified-Since}, which only an origin may answer
 * @param authorized whether there is an {@code Authorization} field
 * @param cookie whether there is a {@code Cookie} field
 * @param bodyKeyed whether the body is part of the key, which makes a query of POST and
 * QUERY
 * @param options what the caller asked of the cache
 */
public record CacheRequest(String method, URI uri, Fields fields, CacheControl directives, @Nullable String range,
		boolean conditional, boolean originConditional, boolean authorized, boolean cookie, boolean bodyKeyed,
		RequestCacheOptions options) {

	/** Methods that change nothing at the origin (RFC 9110 §9.2.1, RFC 10008). */
	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "REPORT",
			"SEARCH");

	/**
	 * Reads a request.
	 * @param method the method, upper case
	 * @param uri the absolute URI
	 * @param fields its fields
	 * @param bodyKeyed whether the body is part of the key
	 * @param options what the caller asked of the cache
	 * @return the request
	 */
	public static CacheRequest read(String method, URI uri, Fields fields, boolean bodyKeyed,
			RequestCacheOptions options) {
		Reader reader = new Reader();
		fields.forEachName(reader);
		CacheControl directives = CacheControl.NONE;
		if (reader.cacheControl) {
			directives = CacheControl.parse(fields.all("Cache-Control"));
		}
		else if (reader.pragma) {
			// RFC 9111 §5.4: only where there is no Cache-Control
			directives = CacheControl.parse(pragma(fields));
		}
		return new CacheRequest(method, uri, fields, directives, reader.range ? fields.first("Range") : null,
				reader.conditional, reader.originConditional, reader.authorized, reader.cookie, bodyKeyed, options);
	}

	private static List<String> pragma(Fields fields) {
		return CacheControl.parse(fields.all("Pragma")).noCache() ? List.of("no-cache") : List.of();
	}

	/**
	 * The GET that the answer to this request may serve later.
	 * @return a GET of the same URI with the same fields
	 */
	public CacheRequest asGet() {
		return new CacheRequest("GET", this.uri, this.fields, this.directives, null, false, false, this.authorized,
				this.cookie, false, this.options);
	}

	/**
	 * Whether the request is safe.
	 * @return {@code false} for what may change the resource, unknown methods included
	 */
	public boolean isSafe() {
		return this.bodyKeyed || SAFE.contains(this.method);
	}

	/**
	 * Whether the method is HEAD.
	 * @return {@code true} for HEAD
	 */
	public boolean isHead() {
		return this.method.equals("HEAD");
	}

	/**
	 * Whether the caller wants the origin's word before any stored response is used (RFC
	 * 9111 §5.2.1.4).
	 * @return {@code true} for {@code no-cache} or the refreshing options
	 */
	public boolean demandsValidation() {
		return this.directives.noCache() || this.options.fetch() == RequestCacheOptions.Fetch.REFRESH || demandsWhole();
	}

	/**
	 * Whether the caller wants the whole response from the origin.
	 * @return {@code true} for a forced refresh
	 */
	public boolean demandsWhole() {
		return this.options.fetch() == RequestCacheOptions.Fetch.FORCE_REFRESH;
	}

	/**
	 * Whether only a stored response is acceptable (RFC 9111 §5.2.1.7).
	 * @return {@code true} for {@code only-if-cached}
	 */
	public boolean onlyIfCached() {
		return this.directives.onlyIfCached() || this.options.fetch() == RequestCacheOptions.Fetch.ONLY_IF_CACHED;
	}

	/**
	 * Notes which of the fields that matter are there. Names mostly come in lower case,
	 * and the same string is compared at once.
	 */
	private static final class Reader implements Consumer<String> {

		private boolean cacheControl;

		private boolean pragma;

		private boolean range;

		private boolean conditional;

		private boolean originConditional;

		private boolean authorized;

		private boolean cookie;

		@Override
		public void accept(String name) {
			switch (name.length()) {
				case 5 -> this.range |= name.equalsIgnoreCase("range");
				case 6 -> {
					this.pragma |= name.equalsIgnoreCase("pragma");
					this.cookie |= name.equalsIgnoreCase("cookie");
				}
				case 8 -> this.originConditional |= name.equalsIgnoreCase("if-match");
				case 13 -> {
					this.cacheControl |= name.equalsIgnoreCase("cache-control");
					this.authorized |= name.equalsIgnoreCase("authorization");
					this.conditional |= name.equalsIgnoreCase("if-none-match");
				}
				case 17 -> this.conditional |= name.equalsIgnoreCase("if-modified-since");
				case 19 -> this.originConditional |= name.equalsIgnoreCase("if-unmodified-since");
				default -> {
				}
			}
		}

	}

}
