package io.httpcache.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.web.client.RestClient;

import io.httpcache.store.caffeine.CaffeineStore;

/**
 * The hit ratio of a cache that holds 5 % of the keys, requested under a Zipf
 * distribution of exponent 1, beside least-recently-used and Caffeine alone on the same
 * requests.
 */
public final class HitRatio {

	private static final int KEYS = 400_000;

	private static final int ENTRIES = KEYS / 20;

	private static final int WARM_UP = 1_000_000;

	private static final int REQUESTS = 3_000_000;

	private static final int BODY = 100;

	private static final double BUDGET = 76.9;

	private HitRatio() {
	}

	public static void main(String[] args) {
		int[] trace = trace();
		System.out.printf("Zipf 1.0, %,d keys, room for %,d, %,d requests after %,d to warm up%n", KEYS, ENTRIES,
				REQUESTS, WARM_UP);
		System.out.printf("least recently used    %.1f %%%n", lru(trace));
		System.out.printf("Caffeine alone         %.1f %%%n", caffeine(trace));
		double ours = ours(trace);
		System.out.printf("this cache             %.1f %%   budget: ≥ %.1f %%   %s%n", ours, BUDGET,
				(ours >= BUDGET) ? "ok" : "MISSED");
	}

	private static int[] trace() {
		double[] cumulated = new double[KEYS];
		double sum = 0;
		for (int rank = 1; rank <= KEYS; rank++) {
			sum += 1.0 / rank;
			cumulated[rank - 1] = sum;
		}
		SplittableRandom random = new SplittableRandom(42);
		int[] trace = new int[WARM_UP + REQUESTS];
		for (int i = 0; i < trace.length; i++) {
			int at = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
			trace[i] = (at < 0) ? -at - 1 : at;
		}
		return trace;
	}

	private static double lru(int[] trace) {
		Map<Integer, Boolean> map = new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
				return size() > ENTRIES;
			}

		};
		long misses = 0;
		for (int i = 0; i < trace.length; i++) {
			if (map.get(trace[i]) == null) {
				map.put(trace[i], true);
				misses += (i >= WARM_UP) ? 1 : 0;
			}
		}
		return hits(misses);
	}

	private static double caffeine(int[] trace) {
		Cache<Integer, Boolean> cache = Caffeine.newBuilder().maximumSize(ENTRIES).executor(Runnable::run).build();
		long misses = 0;
		for (int i = 0; i < trace.length; i++) {
			if (cache.getIfPresent(trace[i]) == null) {
				cache.put(trace[i], true);
				misses += (i >= WARM_UP) ? 1 : 0;
			}
		}
		return hits(misses);
	}

	private static double ours(int[] trace) {
		CannedOrigin origin = CannedOrigin.of(CannedResponse.ofLength(BODY));
		CaffeineStore store = new CaffeineStore(ENTRIES * weightOfOne(), Clock.systemUTC(), Runnable::run);
		RestClient client = Clients.cached(Clients.cache().store(store), origin).build();
		long before = 0;
		for (int i = 0; i < trace.length; i++) {
			before = (i == WARM_UP) ? origin.requests() : before;
			call(client, trace[i]);
		}
		return hits(origin.requests() - before);
	}

	/** Room is given in bytes, and all responses are alike. */
	private static long weightOfOne() {
		CaffeineStore store = new CaffeineStore(1 << 20, Clock.systemUTC(), Runnable::run);
		RestClient client = Clients.cached(Clients.cache().store(store), CannedOrigin.of(CannedResponse.ofLength(BODY)))
			.build();
		call(client, 0);
		return store.statistics().bytes();
	}

	private static void call(RestClient client, int key) {
		client.get().uri(URI.create("https://api.example.com/resource17/" + key)).retrieve().body(byte[].class);
	}

	private static double hits(long misses) {
		return 100.0 * (REQUESTS - misses) / REQUESTS;
	}

}
