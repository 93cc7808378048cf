package io.httpcache.client.reactive;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.codec.ClientCodecConfigurer;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

import io.httpcache.CacheReason;
import io.httpcache.client.CacheRuntime;

/**
 * Puts the cache into a {@code WebClient}. Wherever it is the first filter, it moves
 * behind all others, next to the network, so that it sees the request as it goes on the
 * wire, credentials included: Spring composes a chain by {@link #andThen} and enters only
 * its head by {@link #apply}. Entered in any other way, something stands before it that
 * it cannot see, and it stands aside. Safe for use by several threads and clients.
 *
 * <p>
 * A filter does not see the codecs of its client. {@link ReactiveBinding} makes the
 * builder hand them over; on a client that got the filter by hand, the first request goes
 * to the network and its response brings them.
 */
public final class CachingExchangeFilter implements ExchangeFilterFunction, PriorityOrdered {

	/** Stands after the cache in a builder, so that every build composes a chain. */
	static final ExchangeFilterFunction COMPANION = new Companion();

	private final CacheRuntime cache;

	private final @Nullable String clientPartition;

	private final ClientCodecs learned = new LearnedCodecs();

	/** Lives from a builder's codecs to its filters: a build is done by one thread. */
	private final ThreadLocal<@Nullable ClientCodecConfigurer> building = new ThreadLocal<>();

	/**
	 * A filter for clients whose requests show all there is to know of the caller.
	 * @param cache the cache
	 */
	public CachingExchangeFilter(CacheRuntime cache) {
		this(cache, null);
	}

	/**
	 * A filter for clients with an identity that only their transport knows, such as a
	 * client certificate.
	 * @param cache the cache
	 * @param clientPartition keeps the entries of these clients apart from those of all
	 * others, or {@code null}
	 */
	public CachingExchangeFilter(CacheRuntime cache, @Nullable String clientPartition) {
		this.cache = cache;
		this.clientPartition = clientPartition;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/** Takes the codecs of the client that this thread is building. */
	void building(ClientCodecConfigurer configurer) {
		this.building.set(configurer);
	}

	@Override
	public ExchangeFilterFunction andThen(ExchangeFilterFunction next) {
		ClientCodecConfigurer configurer = this.building.get();
		this.building.remove();
		return new Innermost(this, (configurer != null) ? new BuiltCodecs(configurer) : this.learned, null)
			.andThen(next);
	}

	@Override
	public ExchangeFunction apply(ExchangeFunction next) {
		return (request) -> exchange(request, next, this.learned, null);
	}

	/**
	 * Called only by somebody that stands before the cache, unseen.
	 */
	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return misplaced(request, next, this.learned);
	}

	private Mono<ClientResponse> misplaced(ClientRequest request, ExchangeFunction next, ClientCodecs codecs) {
		this.cache.warnOfPosition("reactive",
				"The HTTP cache is not the first filter of a WebClient, so it cannot see what the filters before it do "
						+ "to a request, and stands aside for this client. Add filters with filter(…) or at the end of "
						+ "the list, never at index 0 or before the cache.");
		return exchange(request, next, codecs, CacheReason.POSITION);
	}

	private Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next, ClientCodecs codecs,
			@Nullable CacheReason position) {
		CacheReason place = position;
		if (place == null && request.httpRequest() != null) {
			this.cache.warnOfPosition("reactive request",
					"The HTTP cache cannot see what httpRequest(…) does to a request of a WebClient, and stands aside "
							+ "for requests that use it. Set headers with header(…), and timeouts on the connector.");
			place = CacheReason.POSITION;
		}
		return new ReactiveEntry(this.cache, this.clientPartition, request, next, codecs).exchange(place);
	}

	/**
	 * The cache behind the filters that were added after it.
	 *
	 * @param cache the cache
	 * @param codecs knows the codecs of the client
	 * @param before the filters that it stands behind, or {@code null} for none
	 */
	private record Innermost(CachingExchangeFilter cache, ClientCodecs codecs,
			@Nullable ExchangeFilterFunction before) implements ExchangeFilterFunction {

		@Override
		public ExchangeFilterFunction andThen(ExchangeFilterFunction next) {
			// A second cache in one chain has nothing to add
			if (next instanceof CachingExchangeFilter || next instanceof Companion) {
				return this;
			}
			ExchangeFilterFunction recorded = LoadBalancing.recorded(next);
			return new Innermost(this.cache, this.codecs,
					(this.before != null) ? this.before.andThen(recorded) : recorded);
		}

		@Override
		public ExchangeFunction apply(ExchangeFunction next) {
			ExchangeFunction cached = (request) -> this.cache.exchange(request, next, this.codecs, null);
			ExchangeFilterFunction others = this.before;
			return (others != null) ? (request) -> others.filter(request, cached) : cached;
		}

		@Override
		public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
			ExchangeFunction misplaced = (wire) -> this.cache.misplaced(wire, next, this.codecs);
			return (this.before != null) ? this.before.filter(request, misplaced) : misplaced.exchange(request);
		}

	}

	/**
	 * Does nothing. Spring composes only where there are two filters.
	 */
	private static final class Companion implements ExchangeFilterFunction {

		@Override
		public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
			return next.exchange(request);
		}

	}

}
