package io.httpcache.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import io.httpcache.store.caffeine.CaffeineStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A store that works passes through unchanged; one that fails is a miss. */
class FailOpenStoreTest extends InvalidationContractTest {

	private final List<String> failures = new ArrayList<>();

	private FaultyStore faulty;

	@Override
	protected HttpCacheStore createStore() {
		this.faulty = new FaultyStore(new CaffeineStore(4 << 20, this.clock, Runnable::run));
		return new FailOpenStore(this.faulty,
				(operation, failure) -> this.failures.add(operation + ": " + failure.getMessage()));
	}

	@Test
	void failuresAreMissesAndReported() {
		put(KEY, response().build());
		StoreLookup found = this.store.find(KEY);
		StoredResponse before = found.variants().get(0);
		this.faulty.failWith(() -> new IllegalStateException("away"));
		assertThat(this.store.find(KEY)).isSameAs(StoreLookup.UNAVAILABLE);
		assertThat(this.store.put(KEY, found.ticket(), response().build(), MANY)).isFalse();
		assertThat(this.store.freshen(KEY, found.ticket(), before, freshened(before))).isFalse();
		this.store.invalidate(URI);
		this.store.expire(URI);
		this.store.evict(new EvictionScope.All());
		assertThat(this.store.entries(10)).isEmpty();
		assertThat(this.store.statistics().available()).isFalse();
		this.store.close();
		assertThat(this.failures).containsExactly("find: away", "put: away", "freshen: away", "invalidate: away",
				"expire: away", "evict: away", "entries: away", "statistics: away", "close: away");
	}

	@Test
	void failuresOfTheTwinsAreMissesAndReported() {
		put(KEY, response().build());
		StoreLookup found = this.store.find(KEY);
		StoredResponse before = found.variants().get(0);
		this.faulty.failWith(() -> new IllegalStateException("away"));
		assertThat(this.store.findAsync(KEY).join()).isSameAs(StoreLookup.UNAVAILABLE);
		assertThat(this.store.putAsync(KEY, found.ticket(), response().build(), MANY).join()).isFalse();
		assertThat(this.store.freshenAsync(KEY, found.ticket(), before, freshened(before)).join()).isFalse();
		assertThat(this.store.invalidateAsync(URI).join()).isNull();
		assertThat(this.store.evictAsync(new EvictionScope.All()).join()).isNull();
		assertThat(this.failures).containsExactly("find: away", "put: away", "freshen: away", "invalidate: away",
				"evict: away");
	}

	@Test
	void nothingIsStoredUnderALookUpThatFailed() {
		this.faulty.failWith(() -> new IllegalStateException("away"));
		StoreLookup lookup = this.store.find(KEY);
		this.faulty.recover();
		assertThat(this.store.put(KEY, lookup.ticket(), response().build(), MANY)).isFalse();
	}

	@Test
	void aSlowStoreHoldsUpTheTwinOnly() {
		put(KEY, response().build());
		this.faulty.suspend();
		CompletableFuture<StoreLookup> lookup = this.store.findAsync(KEY);
		assertThat(lookup).isNotDone();
		this.faulty.resume();
		assertThat(Responses.bodies(lookup.join())).containsExactly("body");
	}

	@Test
	void errorsPass() {
		this.faulty.failWith(() -> new OutOfMemoryError("heap"));
		assertThatThrownBy(() -> this.store.find(KEY)).isInstanceOf(OutOfMemoryError.class);
		assertThatThrownBy(() -> this.store.findAsync(KEY).join()).isInstanceOf(CompletionException.class)
			.hasCauseInstanceOf(OutOfMemoryError.class);
		this.faulty.recover();
		assertThat(this.failures).isEmpty();
	}

	@Test
	void aListenerThatFailsIsIgnored() {
		FailOpenStore store = new FailOpenStore(this.faulty, (operation, failure) -> {
			throw new IllegalStateException("listener");
		});
		this.faulty.failWith(() -> new IllegalStateException("away"));
		assertThatCode(() -> store.find(KEY)).doesNotThrowAnyException();
		this.faulty.recover();
	}

}
