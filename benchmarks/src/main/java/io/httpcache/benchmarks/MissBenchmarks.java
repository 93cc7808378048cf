package io.httpcache.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * First requests for a URI, each another one, so that every one is fetched and stored:
 * over the loopback interface, for the time a call takes, and from memory, for what the
 * cache adds to it and for what it allocates.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MissBenchmarks {

	@Benchmark
	public byte[] uncachedLoopback(Loopback loopback) {
		return loopback.call(loopback.uncached);
	}

	@Benchmark
	public byte[] missLoopback(Loopback loopback) {
		return loopback.call(loopback.cached);
	}

	@Benchmark
	public byte[] apacheMissLoopback(Loopback loopback) {
		return loopback.call(loopback.apache);
	}

	@Benchmark
	public byte[] uncachedMemory(Memory memory) {
		return memory.call(memory.uncached);
	}

	@Benchmark
	public byte[] missMemory(Memory memory) {
		return memory.call(memory.cached);
	}

	/** Gives each request a URI of its own. */
	@State(Scope.Benchmark)
	public abstract static class Unique {

		@Param({ "1", "64" })
		int kib;

		String base;

		private long count;

		byte[] call(RestClient client) {
			return client.get().uri(URI.create(this.base + this.count++)).retrieve().body(byte[].class);
		}

	}

	@State(Scope.Benchmark)
	public static class Memory extends Unique {

		RestClient uncached;

		RestClient cached;

		@Setup
		public void setUp() {
			CannedOrigin origin = CannedOrigin.of(CannedResponse.ofLength(this.kib * Payload.KIB));
			this.base = "https://api.example.com/resource17/";
			this.uncached = RestClient.builder().requestFactory(origin).build();
			this.cached = Clients.cached(origin);
		}

	}

	@State(Scope.Benchmark)
	public static class Loopback extends Unique {

		RestClient uncached;

		RestClient cached;

		RestClient apache;

		private LoopbackOrigin origin;

		@Setup
		public void setUp() throws IOException {
			this.origin = new LoopbackOrigin(CannedResponse.ofLength(this.kib * Payload.KIB));
			this.base = this.origin.uri("/resource17/").toString();
			ClientHttpRequestFactory transport = Clients.apache();
			this.uncached = RestClient.builder().requestFactory(transport).build();
			this.cached = Clients.cached(transport);
			this.apache = RestClient.builder().requestFactory(Clients.apacheCaching()).build();
		}

		@TearDown
		public void tearDown() throws IOException {
			this.origin.close();
		}

	}

}
