package io.httpcache.client.blocking;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

import io.httpcache.CacheReason;
import io.httpcache.client.CacheExchange;
import io.httpcache.client.CacheRuntime;

/**
 * Puts the cache into a {@code RestClient} or {@code RestTemplate}. Wherever it is the
 * first interceptor, it moves behind all others, next to the network, so that it sees the
 * request as it goes on the wire, credentials included: Spring composes a chain by
 * {@link #andThen} and enters only its head by {@link #apply}. Entered in any other way,
 * something stands before it that it cannot see, and it stands aside. Safe for use by
 * several threads and clients.
 */
public final class CachingInterceptor implements ClientHttpRequestInterceptor, PriorityOrdered {

	private static final long LARGE_UPLOAD = 8 << 20;

	private final CacheRuntime cache;

	private final @Nullable String clientPartition;

	/**
	 * An interceptor for clients whose requests show all there is to know of the caller.
	 * @param cache the cache
	 */
	public CachingInterceptor(CacheRuntime cache) {
		this(cache, null);
	}

	/**
	 * An interceptor for clients with an identity that only their transport knows, such
	 * as a client certificate.
	 * @param cache the cache
	 * @param clientPartition keeps the entries of these clients apart from those of all
	 * others, or {@code null}
	 */
	public CachingInterceptor(CacheRuntime cache, @Nullable String clientPartition) {
		this.cache = cache;
		this.clientPartition = clientPartition;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public ClientHttpRequestInterceptor andThen(ClientHttpRequestInterceptor next) {
		return (next instanceof CachingInterceptor) ? this : new Innermost(this, LoadBalancing.recorded(next));
	}

	@Override
	public ClientHttpRequestExecution apply(ClientHttpRequestExecution execution) {
		return (request, body) -> exchange(request, body, execution, null);
	}

	/**
	 * Called only by somebody that stands before the cache, unseen.
	 */
	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		this.cache.warnOfPosition("blocking",
				"The HTTP cache is not the first interceptor of a RestClient or RestTemplate, so it cannot see what the "
						+ "interceptors before it do to a request, and stands aside for this client. Add interceptors "
						+ "with requestInterceptor(…) or at the end of the list, never at index 0 or before the cache.");
		return exchange(request, body, execution, CacheReason.POSITION);
	}

	ClientHttpResponse exchange(HttpRequest request, byte[] body, ClientHttpRequestExecution execution,
			@Nullable CacheReason position) throws IOException {
		if (body.length > LARGE_UPLOAD) {
			this.cache.warnOfUpload(body.length);
		}
		BlockingEntry entry = new BlockingEntry(request, body, execution);
		CacheExchange exchange;
		try {
			exchange = CacheExchange.begin(this.cache, request, LoadBalancing.keyUri(request), body, position, true,
					this.clientPartition);
		}
		catch (RuntimeException ex) {
			this.cache.failedInside(ex);
			return entry.send(request);
		}
		return new BlockingSequence(entry, exchange).run();
	}

	/**
	 * The cache behind the interceptors that were added after it.
	 *
	 * @param cache the cache
	 * @param before the interceptors that it stands behind
	 */
	private record Innermost(CachingInterceptor cache,
			ClientHttpRequestInterceptor before) implements ClientHttpRequestInterceptor {

		@Override
		public ClientHttpRequestInterceptor andThen(ClientHttpRequestInterceptor next) {
			// A second cache in one chain has nothing to add
			return (next instanceof CachingInterceptor) ? this
					: new Innermost(this.cache, this.before.andThen(LoadBalancing.recorded(next)));
		}

		@Override
		public ClientHttpRequestExecution apply(ClientHttpRequestExecution execution) {
			ClientHttpRequestExecution cached = this.cache.apply(execution);
			return (request, body) -> this.before.intercept(request, body, cached);
		}

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			return this.before.intercept(request, body,
					(wire, wireBody) -> this.cache.intercept(wire, wireBody, execution));
		}

	}

}
