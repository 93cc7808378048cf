package io.httpcache.store.caffeine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real threads: a response says at which version of its resource it was fetched; each
 * version is invalidated before the next look-up may believe in it.
 */
class ConcurrentInvalidationTest {

	private static final int THREADS = 8;

	private static final int ROUNDS = 20_000;

	private static final CacheKey[] KEYS = { new CacheKey("https://a.example/1", 0, 0),
			new CacheKey("https://a.example/1", 0, 1), new CacheKey("https://a.example/1", 0, 2) };

	private final Clock clock = new MutableClock();

	enum Removal {

		INVALIDATE {
			@Override
			void apply(HttpCacheStore store) {
				store.invalidate(KEYS[0].uri());
			}
		},

		TAG {
			@Override
			void apply(HttpCacheStore store) {
				store.evict(new EvictionScope.Tag("t"));
			}
		},

		ALL {
			@Override
			void apply(HttpCacheStore store) {
				store.evict(new EvictionScope.All());
			}
		};

		abstract void apply(HttpCacheStore store);

	}

	@ParameterizedTest
	@EnumSource
	void aLookUpNeverReturnsWhatAnEarlierInvalidationConcerned(Removal removal) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS + 2);
		try {
			CaffeineStore store = new CaffeineStore(4 << 20, this.clock, executor);
			AtomicLong version = new AtomicLong();
			AtomicLong invalidated = new AtomicLong();
			List<Future<?>> workers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				workers.add(executor.submit(() -> work(store, removal, version, invalidated)));
			}
			for (Future<?> worker : workers) {
				worker.get();
			}
			removal.apply(store);
			assertThat(store.entries(100)).isEmpty();
			for (CacheKey key : KEYS) {
				assertThat(store.find(key).variants()).isEmpty();
			}
			assertThat(store.statistics().entries()).isZero();
			assertThat(store.statistics().bytes()).isZero();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void work(CaffeineStore store, Removal removal, AtomicLong version, AtomicLong invalidated) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		for (int round = 0; round < ROUNDS; round++) {
			CacheKey key = KEYS[random.nextInt(KEYS.length)];
			if (random.nextInt(8) == 0) {
				long next = version.incrementAndGet();
				removal.apply(store);
				invalidated.accumulateAndGet(next, Math::max);
				continue;
			}
			long bound = invalidated.get();
			StoreLookup lookup = store.find(key);
			for (StoredResponse variant : lookup.variants()) {
				assertThat(Long.parseLong(Responses.body(variant))).isGreaterThanOrEqualTo(bound);
			}
			long fetched = version.get();
			StoredResponse response = Responses.at(this.clock)
				.vary("accept", "v" + random.nextInt(3))
				.body(Long.toString(fetched))
				.tags("t")
				.build();
			if (random.nextBoolean()) {
				Thread.yield();
			}
			if (lookup.variants().isEmpty() || random.nextBoolean()) {
				store.put(key, lookup.ticket(), response, 16);
			}
			else {
				store.freshen(key, lookup.ticket(), lookup.variants().get(0), lookup.variants().get(0));
			}
		}
	}

	@Test
	void noVariantIsLostWhenManyAreStoredAtOnce() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			for (int round = 0; round < 200; round++) {
				CaffeineStore store = new CaffeineStore(4 << 20, this.clock, Runnable::run);
				List<Future<Boolean>> puts = new ArrayList<>();
				for (int i = 0; i < THREADS; i++) {
					StoredResponse response = Responses.at(this.clock).vary("accept", "v" + i).build();
					puts.add(
							executor.submit(() -> store.put(KEYS[0], store.find(KEYS[0]).ticket(), response, THREADS)));
				}
				for (Future<Boolean> put : puts) {
					assertThat(put.get()).isTrue();
				}
				assertThat(store.find(KEYS[0]).variants()).hasSize(THREADS);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

}
