package io.httpcache.benchmarks;

import java.net.URI;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Answers from memory through a {@code WebClient}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WebClientBenchmarks {

	private static final URI PRODUCT = URI.create("https://api1.example.com/resource17/4711");

	private static byte[] body(WebClient client) {
		return client.get().uri(PRODUCT).retrieve().bodyToMono(byte[].class).block();
	}

	@Benchmark
	public byte[] webClientFloor(Floor floor) {
		return body(floor.client);
	}

	@Benchmark
	public byte[] webClientHit(Hit hit) {
		return body(hit.client);
	}

	@Benchmark
	public byte[] webClientNaive(Naive naive) {
		return body(naive.client);
	}

	private static ClientResponse canned() {
		byte[] body = Payload.json(Payload.KIB);
		Flux<DataBuffer> buffers = Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
		return ClientResponse.create(HttpStatus.OK)
			.headers((headers) -> headers.putAll(Payload.headers(Payload.KIB)))
			.body(buffers)
			.build();
	}

	@State(Scope.Benchmark)
	public static class Floor {

		private final Mono<ClientResponse> response = Mono.just(canned());

		final WebClient client = WebClient.builder().filter((request, next) -> this.response).build();

	}

	@State(Scope.Benchmark)
	public static class Hit {

		final WebClient client = Clients.cache()
			.build()
			.applyTo(WebClient.builder())
			.exchangeFunction((request) -> Mono.just(canned()))
			.build();

		public Hit() {
			Clients.warmed(this.client, PRODUCT);
		}

	}

	@State(Scope.Benchmark)
	public static class Naive {

		final WebClient client = WebClient.builder()
			.filter(new NaiveFilter())
			.exchangeFunction((request) -> Mono.just(canned()))
			.build();

	}

	/** Keeps bodies in Caffeine by URI, without any rules. */
	private static final class NaiveFilter implements ExchangeFilterFunction {

		private final Cache<URI, CannedResponse> cache = Caffeine.newBuilder().maximumSize(100_000).build();

		@Override
		public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
			CannedResponse cached = this.cache.getIfPresent(request.url());
			if (cached != null) {
				return Mono.just(response(cached));
			}
			return next.exchange(request).flatMap((response) -> response.toEntity(byte[].class)).map((entity) -> {
				CannedResponse fetched = new CannedResponse(entity.getHeaders(), entity.getBody());
				this.cache.put(request.url(), fetched);
				return response(fetched);
			});
		}

		private static ClientResponse response(CannedResponse cached) {
			return ClientResponse.create(HttpStatus.OK)
				.headers((headers) -> headers.putAll(cached.getHeaders()))
				.body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(cached.body())))
				.build();
		}

	}

}
