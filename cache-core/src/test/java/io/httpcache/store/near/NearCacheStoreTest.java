package io.httpcache.store.near;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.InvalidationContractTest;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.caffeine.CaffeineStore;

import static org.assertj.core.api.Assertions.assertThat;

/** Memory in front of a shared store, alone on its channel. */
class NearCacheStoreTest extends InvalidationContractTest {

	private final TestBus bus = new TestBus();

	private HttpCacheStore shared;

	private Instance instance;

	@Override
	protected HttpCacheStore createStore() {
		this.shared = new CaffeineStore(4 << 20, this.clock, Runnable::run);
		this.instance = new Instance(this.shared, this.bus, this.clock);
		return this.instance.store;
	}

	@Test
	void aSecondLookUpDoesNotAskTheSharedStore() {
		put(KEY, response().build());
		assertThat(this.instance.readsFor(KEY)).isZero();
		assertThat(this.store.find(KEY)).isSameAs(this.store.find(KEY));
		assertThat(this.store.findAsync(KEY)).isCompleted();
	}

	@Test
	void whatTheSharedStoreHeldBeforeIsReadOnce() {
		this.shared.put(KEY, this.shared.find(KEY).ticket(), response().body("shared").build(), MANY);
		assertThat(bodies(KEY)).containsExactly("shared");
		assertThat(this.instance.readsFor(KEY)).isZero();
	}

	@Test
	void nothingStoredIsNotRemembered() {
		bodies(KEY);
		assertThat(this.instance.readsFor(KEY)).isOne();
	}

	@Test
	void theNearTtlEndsTheUseOfAnEntryWithoutAsking() {
		put(KEY, response().build());
		pass(30);
		assertThat(this.instance.readsFor(KEY)).isZero();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.instance.readsFor(KEY)).isOne();
		assertThat(this.instance.readsFor(KEY)).isZero();
	}

	@Test
	void aVariantDoesNotStayLongerBecauseAnotherOneCame() {
		put(KEY, response().vary("accept", "a").build());
		pass(20);
		put(KEY, response().vary("accept", "b").build());
		assertThat(this.instance.readsFor(KEY)).isZero();
		pass(10);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.instance.readsFor(KEY)).isOne();
	}

	@Test
	void aFreshenedResponseIsInMemoryToo() {
		put(KEY, response().build());
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		this.store.freshen(KEY, lookup.ticket(), before, freshened(before));
		assertThat(this.instance.readsFor(KEY)).isZero();
		assertThat(only(KEY).fields().first("etag")).isEqualTo("\"2\"");
	}

	@ParameterizedTest
	@MethodSource("io.httpcache.store.InvalidationContractTest#invalidations")
	void whatWasBeingReadWhenAnInvalidationCameIsNotKept(Consumer<HttpCacheStore> invalidation) {
		this.shared.put(KEY, this.shared.find(KEY).ticket(), response().route("users").tags("t").body("old").build(),
				MANY);
		this.instance.faulty.holdReplies();
		CompletableFuture<StoreLookup> reading = this.store.findAsync(KEY);
		invalidation.accept(this.store);
		this.instance.faulty.resume();
		assertThat(Responses.bodies(reading.join())).containsExactly("old");
		assertThat(this.store.find(KEY).variants()).allMatch((variant) -> variant.facts().expired());
	}

	@Test
	void ofTwoPutsAtOnceMemoryNeverKeepsTheOneThatLost() {
		StoreLookup lookup = this.store.find(KEY);
		this.instance.faulty.holdReplies();
		CompletableFuture<Boolean> first = this.store.putAsync(KEY, lookup.ticket(), response().body("first").build(),
				MANY);
		CompletableFuture<Void> held = this.instance.faulty.heldReplies();
		this.instance.faulty.forgetReplies();
		this.store.putAsync(KEY, lookup.ticket(), response().body("second").build(), MANY).join();
		held.complete(null);
		assertThat(first.join()).isTrue();
		assertThat(bodies(KEY)).containsExactly("second");
	}

	@Test
	void memoryIsBounded() {
		String body = "x".repeat(10_000);
		for (int i = 0; i < 1_000; i++) {
			put(new CacheKey(URI + i, 0, 0), response().body(body).build());
		}
		int reads = 0;
		for (int i = 0; i < 1_000; i++) {
			reads += this.instance.readsFor(new CacheKey(URI + i, 0, 0));
		}
		assertThat(reads).isBetween(500, 900);
	}

	@Test
	void eachTierIsToldOfUnderItsOwnName() {
		List<String> told = new ArrayList<>();
		HttpCacheStore observed = this.store
			.observed((tier, operation, result) -> told.add(tier + " " + operation + " " + result));
		StoreLookup lookup = observed.find(KEY);
		observed.put(KEY, lookup.ticket(), response().build(), MANY);
		observed.find(KEY);
		observed.invalidate(URI);
		observed.evict(new EvictionScope.All());
		assertThat(told).containsExactly("caffeine FIND ABSENT", "near-cache FIND ABSENT", "caffeine PUT DONE",
				"near-cache PUT DONE", "near-cache FIND FOUND", "caffeine INVALIDATE DONE",
				"near-cache INVALIDATE DONE", "caffeine EVICT DONE", "near-cache EVICT DONE");
	}

	private void pass(int seconds) {
		for (int second = 0; second < seconds; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.instance.store.beat();
		}
	}

	@Test
	void theNameIsThatOfTheSharedStore() {
		assertThat(this.store.type()).isEqualTo("caffeine");
	}

}
