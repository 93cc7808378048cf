package io.httpcache.store;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.httpcache.store.caffeine.CaffeineStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A store behaves as before, and every operation is told. */
class ObservedStoreTest extends InvalidationContractTest {

	private final List<String> told = new ArrayList<>();

	private FaultyStore faulty;

	@Override
	protected HttpCacheStore createStore() {
		this.faulty = new FaultyStore(new CaffeineStore(4 << 20, this.clock, Runnable::run));
		return new ObservedStore(this.faulty, "memory",
				(tier, operation, result) -> this.told.add(tier + " " + operation + " " + result));
	}

	@Test
	void blockingOperationsAreTold() {
		StoreLookup absent = this.store.find(KEY);
		this.store.put(KEY, absent.ticket(), response().build(), MANY);
		StoreLookup found = this.store.find(KEY);
		StoredResponse before = found.variants().get(0);
		this.store.freshen(KEY, found.ticket(), before, freshened(before));
		this.store.expire(URI);
		this.store.invalidate(URI);
		this.store.put(KEY, found.ticket(), response().build(), MANY);
		this.store.evict(new EvictionScope.All());
		assertThat(this.told).containsExactly("memory FIND ABSENT", "memory PUT DONE", "memory FIND FOUND",
				"memory FRESHEN DONE", "memory EXPIRE DONE", "memory INVALIDATE DONE", "memory PUT REFUSED",
				"memory EVICT DONE");
	}

	@Test
	void theirTwinsAreTold() {
		StoreLookup absent = this.store.findAsync(KEY).join();
		this.store.putAsync(KEY, absent.ticket(), response().build(), MANY).join();
		StoreLookup found = this.store.findAsync(KEY).join();
		StoredResponse before = found.variants().get(0);
		this.store.freshenAsync(KEY, found.ticket(), before, freshened(before)).join();
		this.store.invalidateAsync(URI).join();
		this.store.evictAsync(new EvictionScope.All()).join();
		assertThat(this.told).containsExactly("memory FIND ABSENT", "memory PUT DONE", "memory FIND FOUND",
				"memory FRESHEN DONE", "memory INVALIDATE DONE", "memory EVICT DONE");
	}

	@Test
	void failuresAreToldAndPass() {
		this.faulty.failWith(() -> new IllegalStateException("away"));
		assertThatIllegalStateException().isThrownBy(() -> this.store.find(KEY)).withMessage("away");
		assertThatIllegalStateException().isThrownBy(() -> this.store.invalidate(URI)).withMessage("away");
		assertThat(this.store.findAsync(KEY)).isCompletedExceptionally();
		this.faulty.recover();
		assertThat(this.told).containsExactly("memory FIND FAILED", "memory INVALIDATE FAILED", "memory FIND FAILED");
	}

}
