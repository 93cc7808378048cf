package io.httpcache.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import org.springframework.web.client.RestClient;

import io.httpcache.store.caffeine.CaffeineStore;

/**
 * Hits spread evenly over few and over many entries: what grows is the time that memory
 * takes, which a map alone takes too.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EntriesBenchmarks {

	private static final int BODY = 100;

	private static final long MAX_BYTES = 4L << 30;

	@Benchmark
	public byte[] floorEntries(Floor floor) {
		return floor.client.get().uri(floor.next()).retrieve().body(byte[].class);
	}

	@Benchmark
	public byte[] hitEntries(Cached cached) {
		return cached.client.get().uri(cached.next()).retrieve().body(byte[].class);
	}

	@Benchmark
	public byte[] caffeineGet(Bare bare) {
		return bare.cache.getIfPresent(bare.next().toString());
	}

	/** The URIs; each request picks one, and pays for looking at it. */
	@State(Scope.Benchmark)
	public abstract static class Uris {

		@Param({ "1000", "1000000" })
		int entries;

		URI[] uris;

		private final SplittableRandom random = new SplittableRandom(42);

		void create() {
			this.uris = new URI[this.entries];
			for (int i = 0; i < this.entries; i++) {
				this.uris[i] = URI.create("https://api.example.com/resource17/" + i);
			}
		}

		URI next() {
			return this.uris[this.random.nextInt(this.uris.length)];
		}

	}

	@State(Scope.Benchmark)
	public static class Floor extends Uris {

		final RestClient client = Clients.floor(CannedResponse.ofLength(BODY));

		@Setup
		public void setUp() {
			create();
		}

	}

	@State(Scope.Benchmark)
	public static class Cached extends Uris {

		RestClient client;

		@Setup
		public void setUp() {
			create();
			CannedOrigin origin = new CannedOrigin(() -> CannedResponse.ofLength(BODY));
			this.client = Clients
				.cached(Clients.cache().store(new CaffeineStore(MAX_BYTES, Clock.systemUTC(), Runnable::run)), origin)
				.build();
			for (URI uri : this.uris) {
				this.client.get().uri(uri).retrieve().body(byte[].class);
			}
			if (origin.requests() != this.entries) {
				throw new IllegalStateException("Fetched " + origin.requests() + " times");
			}
		}

	}

	@State(Scope.Benchmark)
	public static class Bare extends Uris {

		final Cache<String, byte[]> cache = Caffeine.newBuilder()
			.maximumWeight(MAX_BYTES)
			.weigher((String key, byte[] value) -> value.length)
			.build();

		@Setup
		public void setUp() {
			create();
			for (URI uri : this.uris) {
				this.cache.put(uri.toString(), Payload.json(BODY));
			}
		}

	}

}
