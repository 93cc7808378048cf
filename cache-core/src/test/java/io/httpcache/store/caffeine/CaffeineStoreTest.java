package io.httpcache.store.caffeine;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.InvalidationContractTest;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoredResponse;

import static org.assertj.core.api.Assertions.assertThat;

class CaffeineStoreTest extends InvalidationContractTest {

	private static final long MAX_BYTES = 4 << 20;

	@Override
	protected HttpCacheStore createStore() {
		return new CaffeineStore(MAX_BYTES, this.clock, Runnable::run);
	}

	@Test
	void figuresAreThoseOfWhatIsStored() {
		StoredResponse response = response().build();
		put(KEY, response);
		assertThat(this.store.statistics()).isEqualTo(new StoreStatistics("caffeine", 1,
				CaffeineStore.WEIGHT_OF_KEY + URI.length() + response.weight(), MAX_BYTES, 0, true));
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.store.statistics()).isEqualTo(new StoreStatistics("caffeine", 0, 0, MAX_BYTES, 0, true));
	}

	@Test
	void figuresRightAfterAnEvictionAreThoseOfWhatIsLeft() {
		// An executor that never comes to tidying up
		CaffeineStore busy = new CaffeineStore(MAX_BYTES, this.clock, (task) -> {
		});
		busy.put(KEY, busy.find(KEY).ticket(), response().build(), MANY);
		assertThat(busy.statistics().entries()).isOne();
		busy.evict(new EvictionScope.All());
		assertThat(busy.statistics().entries()).isZero();
	}

	@Test
	void whatIsOfNoMoreUseMakesRoomWhenSomethingIsStoredLater() {
		put(KEY, response().build());
		StoredResponse lasting = response().keep(Duration.ofHours(2)).build();
		put(OTHER_PARTITION, lasting);
		this.clock.advance(Duration.ofHours(1));
		put(OTHER_URI, response().build());
		this.clock.advance(Duration.ofHours(-1));
		assertThat(bodies(KEY)).isEmpty();
		assertThat(bodies(OTHER_PARTITION)).containsExactly("body");
	}

	@Test
	void weightIsBoundedAndWhatHadToGoIsCounted() {
		String body = "x".repeat(10_000);
		for (int i = 0; i < 1_000; i++) {
			put(new CacheKey(URI + i, 0, 0), response().body(body).build());
		}
		StoreStatistics statistics = this.store.statistics();
		assertThat(statistics.bytes()).isBetween(MAX_BYTES * 9 / 10, MAX_BYTES);
		assertThat(statistics.entries() + statistics.evictions()).isEqualTo(1_000);
		assertThat(this.store.entries(2_000)).hasSize((int) statistics.entries());
	}

	@Test
	void aResponseLargerThanTheStoreIsNotKept() {
		put(OTHER_URI, response().body("kept").build());
		assertThat(put(KEY, response().body("x".repeat((int) MAX_BYTES + 1)).build())).isFalse();
		assertThat(bodies(KEY)).isEmpty();
		assertThat(bodies(OTHER_URI)).containsExactly("kept");
	}

	@Test
	void aHitAllocatesNoLookup() {
		put(KEY, response().build());
		StoreLookup lookup = this.store.find(KEY);
		assertThat(this.store.find(KEY)).isSameAs(lookup);
		assertThat(lookup.ticket()).isSameAs(lookup);
	}

	@Test
	void aHitBecomesCheapAgainAfterAnUnrelatedEviction() {
		put(KEY, response().build());
		this.store.evict(new EvictionScope.Tag("other"));
		assertThat(this.store.find(KEY)).isSameAs(this.store.find(KEY));
	}

	@Test
	void aTicketOfAnotherStoreIsRefused() {
		HttpCacheStore other = createStore();
		assertThat(this.store.put(KEY, other.find(KEY).ticket(), response().build(), MANY)).isFalse();
	}

}
