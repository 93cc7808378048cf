package io.httpcache.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.benchmarks.Payload.Product;

/**
 * Answers from memory through a {@code RestClient}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HitBenchmarks {

	private static final URI PRODUCT = URI.create("https://api1.example.com/resource17/4711");

	private static final String BEARER = "Bearer " + "eyJhbGciOiJSUzI1NiJ9".repeat(40);

	private static byte[] body(RestClient client, URI uri) {
		return client.get().uri(uri).retrieve().body(byte[].class);
	}

	@Benchmark
	public byte[] floor(Floor floor) {
		return body(floor.small, PRODUCT);
	}

	@Benchmark
	public byte[] floorBearer(Floor floor) {
		return body(floor.bearer, PRODUCT);
	}

	@Benchmark
	public ResponseEntity<byte[]> floorEntity(Floor floor) {
		return floor.small.get().uri(PRODUCT).retrieve().toEntity(byte[].class);
	}

	@Benchmark
	public Product floorJackson(Floor floor) {
		return floor.small.get().uri(PRODUCT).retrieve().body(Product.class);
	}

	@Benchmark
	public byte[] floor64(Floor floor) {
		return body(floor.large, PRODUCT);
	}

	@Benchmark
	public byte[] hit(Hit hit) {
		return body(hit.small, PRODUCT);
	}

	@Benchmark
	public byte[] hitBearer(Bearer hit) {
		return body(hit.client, PRODUCT);
	}

	@Benchmark
	public ResponseEntity<byte[]> hitEntity(Hit hit) {
		return hit.small.get().uri(PRODUCT).retrieve().toEntity(byte[].class);
	}

	@Benchmark
	public Product hitJackson(Hit hit) {
		return hit.small.get().uri(PRODUCT).retrieve().body(Product.class);
	}

	@Benchmark
	public byte[] hit64(Hit hit) {
		return body(hit.large, PRODUCT);
	}

	@Benchmark
	public byte[] hitVary(Varying hit) {
		return body(hit.client, PRODUCT);
	}

	@Benchmark
	public byte[] hitRoutes(Routed hit) {
		return body(hit.client, PRODUCT);
	}

	@Benchmark
	public byte[] naive(Naive naive) {
		return body(naive.small, PRODUCT);
	}

	@Benchmark
	public byte[] naive64(Naive naive) {
		return body(naive.large, PRODUCT);
	}

	@Benchmark
	public byte[] apache(Apache apache) {
		return body(apache.small.client, apache.small.uri);
	}

	@Benchmark
	public byte[] apache64(Apache apache) {
		return body(apache.large.client, apache.large.uri);
	}

	private static CannedOrigin origin(int length) {
		return CannedOrigin.of(CannedResponse.ofLength(length));
	}

	@State(Scope.Benchmark)
	public static class Floor {

		final RestClient small = Clients.floor(CannedResponse.ofLength(Payload.KIB));

		final RestClient bearer = this.small.mutate().defaultHeader(HttpHeaders.AUTHORIZATION, BEARER).build();

		final RestClient large = Clients.floor(CannedResponse.ofLength(64 * Payload.KIB));

	}

	@State(Scope.Benchmark)
	public static class Hit {

		final RestClient small = Clients.warmed(Clients.cached(origin(Payload.KIB)), PRODUCT);

		final RestClient large = Clients.warmed(Clients.cached(origin(64 * Payload.KIB)), PRODUCT);

	}

	@State(Scope.Benchmark)
	public static class Bearer {

		final RestClient client = Clients.warmed(Clients.cached(Clients.cache(), origin(Payload.KIB))
			.defaultHeader(HttpHeaders.AUTHORIZATION, BEARER)
			.build(), PRODUCT);

	}

	@State(Scope.Benchmark)
	public static class Varying {

		final RestClient client = Clients
			.warmed(Clients.cached(CannedOrigin.of(CannedResponse.ofLength(Payload.KIB).varying("Accept"))), PRODUCT);

	}

	@State(Scope.Benchmark)
	public static class Routed {

		final RestClient client = Clients
			.warmed(Clients.cached(Clients.cache().routes(Clients.routes(20)), origin(Payload.KIB)).build(), PRODUCT);

	}

	@State(Scope.Benchmark)
	public static class Naive {

		final RestClient small = Clients.naive(origin(Payload.KIB));

		final RestClient large = Clients.naive(origin(64 * Payload.KIB));

	}

	@State(Scope.Benchmark)
	public static class Apache {

		final Target small = new Target(Payload.KIB);

		final Target large = new Target(64 * Payload.KIB);

	}

	/** Apache's cache sits behind its own transport, which asks a real server once. */
	static final class Target {

		final RestClient client = RestClient.builder().requestFactory(Clients.apacheCaching()).build();

		final URI uri;

		Target(int length) {
			try {
				this.uri = new LoopbackOrigin(CannedResponse.ofLength(length)).uri("/resource17/4711");
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			body(this.client, this.uri);
		}

	}

}
