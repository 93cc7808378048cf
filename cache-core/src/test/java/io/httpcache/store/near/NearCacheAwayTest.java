package io.httpcache.store.near;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table "When Redis is away" of the documentation, row by row: two instances with a
 * near cache each, from one of which the shared store goes away.
 */
class NearCacheAwayTest {

	private static final String URI = "https://api.example.com/users/1";

	private static final CacheKey KEY = new CacheKey(URI, 7, 42);

	private static final int MANY = 16;

	private final MutableClock clock = new MutableClock();

	private final TestBus bus = new TestBus();

	private final HttpCacheStore shared = new CaffeineStore(4 << 20, this.clock, Runnable::run);

	private final Instance a = new Instance(this.shared, this.bus, this.clock);

	private final Instance b = new Instance(this.shared, this.bus, this.clock);

	static Stream<Named<Consumer<HttpCacheStore>>> removals() {
		return Stream.of(Named.of("invalidate", (store) -> store.invalidate(URI)),
				Named.of("evict everything", (store) -> store.evict(new EvictionScope.All())),
				Named.of("evict the route", (store) -> store.evict(new EvictionScope.Route("users"))),
				Named.of("evict the tag", (store) -> store.evict(new EvictionScope.Tag("t"))));
	}

	static Stream<Named<Consumer<HttpCacheStore>>> invalidations() {
		return Stream.concat(removals(), Stream.of(Named.of("expire", (store) -> store.expire(URI))));
	}

	@Test
	void entriesInMemoryAnswerWithinTheirNearTtl() {
		bothHold("body");
		this.a.away();
		// Long after the last beat came back
		pass(30);
		assertThat(this.a.bodies(KEY)).containsExactly("body");
		assertThat(this.a.store.findAsync(KEY).join().variants()).hasSize(1);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.a.bodies(KEY)).isEmpty();
	}

	@Test
	void whatIsFetchedMeanwhileIsKeptInMemoryForTheNearTtl() {
		this.a.away();
		assertThat(this.a.put(KEY, response("fetched"))).isTrue();
		assertThat(this.a.bodies(KEY)).containsExactly("fetched");
		assertThat(this.shared.find(KEY).variants()).isEmpty();
		this.clock.advance(Duration.ofMillis(30_001));
		assertThat(this.a.bodies(KEY)).isEmpty();
	}

	@Test
	void whatWasConfirmedMeanwhileIsKeptInMemoryToo() {
		bothHold("body");
		StoreLookup lookup = this.a.store.find(KEY);
		this.a.away();
		StoredResponse before = lookup.variants().get(0);
		Responses fresh = Responses.at(this.clock).etag("\"2\"");
		assertThat(this.a.store.freshen(KEY, lookup.ticket(), before,
				before.freshened(fresh.fields(), fresh.facts(), before.keepUntil())))
			.isTrue();
		assertThat(this.a.store.find(KEY).variants().get(0).fields().first("etag")).isEqualTo("\"2\"");
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void anInvalidationIsInForceInThisInstanceAtOnce(Consumer<HttpCacheStore> invalidation) {
		bothHold("old");
		this.a.away();
		invalidation.accept(this.a.store);
		assertThat(this.a.bodies(KEY)).isEmpty();
		assertThat(this.a.recovering.pending()).isOne();
	}

	@ParameterizedTest
	@MethodSource("removals")
	void whatItConcernsIsNotReadWhenTheStoreAnswersAgain(Consumer<HttpCacheStore> removal) {
		bothHold("old");
		this.a.away();
		removal.accept(this.a.store);
		this.a.faulty.recover();
		assertThat(Responses.bodies(this.shared.find(KEY))).containsExactly("old");
		assertThat(this.a.bodies(KEY)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void whatWasFetchedBeforeItIsNotKeptAfterIt(Consumer<HttpCacheStore> invalidation) {
		StoreTicket before = this.a.store.find(KEY).ticket();
		this.a.away();
		StoreTicket meanwhile = this.a.store.find(KEY).ticket();
		invalidation.accept(this.a.store);
		for (StoreTicket ticket : new StoreTicket[] { before, meanwhile }) {
			assertThat(this.a.store.put(KEY, ticket, response("resurrected"), MANY)).isFalse();
			assertThat(this.a.bodies(KEY)).isEmpty();
			assertThat(this.a.store.find(KEY).ticket()).isNotEqualTo(ticket);
		}
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void whatIsFetchedAfterItIsKept(Consumer<HttpCacheStore> invalidation) {
		bothHold("old");
		this.a.away();
		invalidation.accept(this.a.store);
		assertThat(this.a.put(KEY, response("new"))).isTrue();
		assertThat(this.a.bodies(KEY)).containsExactly("new");
	}

	@ParameterizedTest
	@MethodSource("removals")
	void itIsBroughtToTheStoreAndToldToOthersWhenTheStoreIsBack(Consumer<HttpCacheStore> removal) {
		bothHold("old");
		this.a.away();
		removal.accept(this.a.store);
		assertThat(this.b.bodies(KEY)).containsExactly("old");
		this.a.back();
		this.a.recovering.recover();
		assertThat(this.a.recovering.pending()).isZero();
		assertThat(this.shared.find(KEY).variants()).isEmpty();
		assertThat(this.b.bodies(KEY)).isEmpty();
	}

	@Test
	void anotherInstanceServesTheOldEntryNoLongerThanTheNearTtlAndTheStoreAllow() {
		bothHold("old");
		this.a.away();
		this.a.store.invalidate(URI);
		pass(31);
		assertThat(this.b.readsFor(KEY)).isOne();
		assertThat(this.b.bodies(KEY)).containsExactly("old");
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.b.bodies(KEY)).isEmpty();
	}

	@Test
	void whatIsInMemoryIsCheckedOnceWhenTheStoreIsBack() {
		bothHold("old");
		this.a.channel.disconnect();
		this.a.away();
		this.b.store.invalidate(URI);
		assertThat(this.a.bodies(KEY)).containsExactly("old");
		this.a.back();
		this.a.channel.reconnect();
		assertThat(this.a.bodies(KEY)).isEmpty();
	}

	@Test
	void whatWasKeptInMemoryAloneGivesWayToWhatOthersStored() {
		this.a.channel.disconnect();
		this.a.away();
		this.a.put(KEY, response("alone"));
		this.b.put(KEY, response("stored"));
		assertThat(this.a.bodies(KEY)).containsExactly("alone");
		this.a.back();
		this.a.channel.reconnect();
		assertThat(this.a.bodies(KEY)).containsExactly("stored");
	}

	@Test
	void whatAnotherInstanceInvalidatedIsDroppedThoughTheStoreIsAway() {
		bothHold("old");
		this.a.faulty.failWith(() -> new IllegalStateException("away"));
		this.b.store.invalidate(URI);
		assertThat(this.a.bodies(KEY)).isEmpty();
	}

	@Test
	void whileTheStoreIsAwayTwoRequestsMayShareAFetchUnlessAnInvalidationLiesBetween() {
		this.a.away();
		StoreTicket first = this.a.store.find(KEY).ticket();
		assertThat(this.a.store.find(KEY).ticket()).isEqualTo(first);
		this.a.store.invalidate(URI);
		assertThat(this.a.store.find(KEY).ticket()).isNotEqualTo(first);
	}

	private void bothHold(String body) {
		this.a.put(KEY, response(body));
		this.b.bodies(KEY);
		this.a.store.beat();
		this.b.store.beat();
		assertThat(this.a.bodies(KEY)).isEqualTo(this.b.bodies(KEY)).containsExactly(body);
	}

	private void pass(int seconds) {
		for (int second = 0; second < seconds; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.a.store.beat();
			this.b.store.beat();
		}
	}

	private StoredResponse response(String body) {
		return Responses.at(this.clock).body(body).route("users").tags("t").build();
	}

}
