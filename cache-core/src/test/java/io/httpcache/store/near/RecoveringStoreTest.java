package io.httpcache.store.near;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.httpcache.store.EvictionScope;
import io.httpcache.store.FailOpenStore;
import io.httpcache.store.FaultyStore;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.InvalidationContractTest;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.caffeine.CaffeineStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A store that works passes unchanged; one that is away is safe to use. */
class RecoveringStoreTest extends InvalidationContractTest {

	private static final int CAPACITY = 100;

	private static final String REMOVALS = "io.httpcache.store.InvalidationContractTest#removals";

	private static final String INVALIDATIONS = "io.httpcache.store.InvalidationContractTest#invalidations";

	private HttpCacheStore shared;

	private FaultyStore faulty;

	private RecoveringStore recovering;

	@Override
	protected HttpCacheStore createStore() {
		this.shared = new CaffeineStore(4 << 20, this.clock, Runnable::run);
		this.faulty = new FaultyStore(this.shared);
		this.recovering = new RecoveringStore(this.faulty, Runnable::run, CAPACITY);
		return this.recovering;
	}

	@Test
	void failuresAreMisses() {
		put(KEY, response().build());
		StoreLookup found = this.store.find(KEY);
		StoredResponse before = found.variants().get(0);
		away();
		assertThat(bodies(KEY)).isEmpty();
		assertThat(this.store.findAsync(KEY).join().variants()).isEmpty();
		assertThat(this.store.put(KEY, found.ticket(), response().build(), MANY)).isFalse();
		assertThat(this.store.putAsync(KEY, found.ticket(), response().build(), MANY).join()).isFalse();
		assertThat(this.store.freshen(KEY, found.ticket(), before, freshened(before))).isFalse();
		assertThat(this.store.freshenAsync(KEY, found.ticket(), before, freshened(before)).join()).isFalse();
		assertThat(this.store.statistics().available()).isFalse();
		assertThat(this.recovering.isAway()).isTrue();
		assertThat(this.recovering.isAvailable()).isFalse();
		back();
		assertThat(bodies(KEY)).containsExactly("body");
		assertThat(this.recovering.isAway()).isFalse();
		assertThat(this.recovering.isAvailable()).isTrue();
	}

	@Test
	void aLookUpThatFoundTheStoreUnavailableIsAFailureToo() {
		RecoveringStore store = new RecoveringStore(new FailOpenStore(this.faulty, (op, ex) -> {
		}), Runnable::run);
		away();
		assertThat(store.find(KEY).isAway()).isTrue();
		assertThat(store.isAway()).isTrue();
		back();
	}

	@ParameterizedTest
	@MethodSource(INVALIDATIONS)
	void anInvalidationNeverFails(Consumer<HttpCacheStore> invalidation) {
		away();
		assertThatCode(() -> invalidation.accept(this.store)).doesNotThrowAnyException();
		assertThatCode(() -> this.store.invalidateAsync(URI).join()).doesNotThrowAnyException();
		assertThatCode(() -> this.store.evictAsync(new EvictionScope.Tag("t")).join()).doesNotThrowAnyException();
		back();
	}

	@ParameterizedTest
	@MethodSource(REMOVALS)
	void whatWaitsToBeDroppedIsNotReadThoughTheStoreAnswersAgain(Consumer<HttpCacheStore> removal) {
		put(KEY, tagged().body("old").build());
		put(OTHER_PARTITION, tagged().body("old").build());
		away();
		removal.accept(this.store);
		// Nothing has been brought there yet: recovery is asked for by the first success
		this.faulty.recover();
		assertThat(Responses.bodies(this.shared.find(KEY))).containsExactly("old");
		assertThat(bodies(KEY)).isEmpty();
		assertThat(this.store.findAsync(OTHER_PARTITION).join().variants()).isEmpty();
		assertThat(this.store.entries(10)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource(INVALIDATIONS)
	void anInvalidationReachesTheStoreWhenItIsBack(Consumer<HttpCacheStore> invalidation) {
		put(KEY, tagged().body("old").build());
		StoreTicket before = this.shared.find(KEY).ticket();
		away();
		invalidation.accept(this.store);
		assertThat(this.recovering.pending()).isOne();
		back();
		this.recovering.recover();
		assertThat(this.recovering.pending()).isZero();
		assertThat(this.shared.find(KEY).variants()).allMatch((variant) -> variant.facts().expired());
		assertThat(this.shared.find(KEY).ticket()).isNotEqualTo(before);
		assertThat(put(KEY, tagged().body("new").build())).isTrue();
		assertThat(bodies(KEY)).containsExactly("new");
	}

	@Test
	void whatWaitsToExpireIsStaleAtOnce() {
		put(KEY, response().body("kept").build());
		away();
		this.store.expire(URI);
		this.faulty.recover();
		assertThat(this.shared.find(KEY).variants().get(0).facts().expired()).isFalse();
		assertThat(only(KEY).facts().expired()).isTrue();
		assertThat(bodies(KEY)).containsExactly("kept");
	}

	@Test
	void theFirstSuccessBringsWhatWaits() {
		put(OTHER_URI, response().build());
		away();
		this.store.invalidate(URI);
		back();
		await(() -> {
			bodies(OTHER_URI);
			return this.recovering.pending() == 0;
		});
	}

	@ParameterizedTest
	@MethodSource(INVALIDATIONS)
	void whatWasFetchedBeforeIsNotStoredWhileItWaits(Consumer<HttpCacheStore> invalidation) {
		StoreTicket before = ticket(KEY);
		away();
		invalidation.accept(this.store);
		this.faulty.recover();
		assertThat(this.store.put(KEY, before, tagged().body("resurrected").build(), MANY)).isFalse();
		assertThat(this.shared.find(KEY).variants()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource(INVALIDATIONS)
	void ticketsDifferAcrossAnInvalidationWhileTheStoreIsAway(Consumer<HttpCacheStore> invalidation) {
		away();
		StoreTicket before = ticket(KEY);
		assertThat(ticket(KEY)).isEqualTo(before);
		invalidation.accept(this.store);
		assertThat(ticket(KEY)).isNotEqualTo(before);
		back();
	}

	@ParameterizedTest
	@MethodSource(INVALIDATIONS)
	void aStoreThatCameBackEmptyDoesNotMakeAnInvalidationForgotten(Consumer<HttpCacheStore> invalidation) {
		Forgetful forgetful = new Forgetful();
		RecoveringStore store = new RecoveringStore(forgetful.store(), Runnable::run);
		StoreTicket before = store.find(KEY).ticket();
		invalidation.accept(store);
		assertThat(store.put(KEY, before, tagged().body("resurrected").build(), MANY)).isFalse();
		assertThat(forgetful.puts).isZero();
	}

	@Test
	void tooManyInvalidationsBecomeOneThatDropsEverything() {
		put(OTHER_URI, response().body("innocent").build());
		away();
		for (int i = 0; i <= CAPACITY; i++) {
			this.store.invalidate(URI + i);
		}
		assertThat(this.recovering.pending()).isOne();
		this.faulty.recover();
		assertThat(bodies(OTHER_URI)).isEmpty();
		this.recovering.recover();
		assertThat(this.recovering.pending()).isZero();
		assertThat(this.shared.find(OTHER_URI).variants()).isEmpty();
	}

	@Test
	void aFailureWhileBringingThemLeavesTheRest() {
		away();
		this.store.invalidate(URI);
		this.store.invalidate(OTHER_URI.uri());
		this.recovering.recover();
		assertThat(this.recovering.pending()).isEqualTo(2);
		back();
		this.recovering.recover();
		assertThat(this.recovering.pending()).isZero();
	}

	@Test
	void othersAreToldOnlyWhenTheStoreHasIt() {
		List<Object> told = new ArrayList<>();
		this.recovering.onApplied(told::add);
		away();
		this.store.invalidate(URI);
		assertThat(told).isEmpty();
		back();
		this.recovering.recover();
		assertThat(told).hasSize(1);
		this.store.invalidate(URI);
		assertThat(told).hasSize(2);
	}

	@Test
	void errorsPass() {
		this.faulty.failWith(() -> new OutOfMemoryError("heap"));
		assertThatThrownBy(() -> this.store.find(KEY)).isInstanceOf(OutOfMemoryError.class);
		this.faulty.recover();
	}

	private void away() {
		this.faulty.failWith(() -> new IllegalStateException("away"));
	}

	private void back() {
		this.faulty.recover();
	}

	private Responses tagged() {
		return response().route("users").tags("t", "u");
	}

	private static void await(BooleanSupplier condition) {
		long deadline = System.nanoTime() + 5_000_000_000L;
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			Thread.onSpinWait();
		}
	}

	/** Has one ticket for all times, as one that lost its data. */
	private final class Forgetful {

		private static final StoreTicket TICKET = new StoreTicket() {
		};

		private int puts;

		private HttpCacheStore store() {
			return (HttpCacheStore) Proxy.newProxyInstance(HttpCacheStore.class.getClassLoader(),
					new Class<?>[] { HttpCacheStore.class }, (proxy, method, arguments) -> switch (method.getName()) {
						case "find" -> StoreLookup.of(List.of(), TICKET);
						case "put" -> {
							this.puts++;
							yield true;
						}
						default -> null;
					});
		}

	}

}
