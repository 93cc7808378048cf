package io.httpcache.store;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The part of the contract that is about invalidation: no resurrection.
 */
public abstract class InvalidationContractTest extends HttpCacheStoreContractTest {

	static Stream<Named<Consumer<HttpCacheStore>>> removals() {
		return Stream.of(Named.of("invalidate", (store) -> store.invalidate(URI)),
				Named.of("evict everything", (store) -> store.evict(new EvictionScope.All())),
				Named.of("evict the route", (store) -> store.evict(new EvictionScope.Route("users"))),
				Named.of("evict the tag", (store) -> store.evict(new EvictionScope.Tag("t"))));
	}

	static Stream<Named<Consumer<HttpCacheStore>>> invalidations() {
		return Stream.concat(removals(), Stream.of(Named.of("expire", (store) -> store.expire(URI))));
	}

	static Stream<Named<Consumer<HttpCacheStore>>> unrelated() {
		return Stream.of(Named.of("another URI", (store) -> store.invalidate(OTHER_URI.uri())),
				Named.of("another URI expired", (store) -> store.expire(OTHER_URI.uri())),
				Named.of("another route", (store) -> store.evict(new EvictionScope.Route("orders"))),
				Named.of("another tag", (store) -> store.evict(new EvictionScope.Tag("other"))));
	}

	@ParameterizedTest
	@MethodSource("removals")
	void dropsAllPartitionsAndVariants(Consumer<HttpCacheStore> removal) {
		put(KEY, tagged().vary("accept", "a").build());
		put(KEY, tagged().vary("accept", "b").build());
		put(OTHER_PARTITION, tagged().build());
		removal.accept(this.store);
		assertThat(bodies(KEY)).isEmpty();
		assertThat(bodies(OTHER_PARTITION)).isEmpty();
		assertThat(this.store.entries(10)).isEmpty();
		settle();
		assertThat(this.store.statistics().entries()).isIn(0L, -1L);
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void aFetchFromBeforeIsNotStored(Consumer<HttpCacheStore> invalidation) {
		StoreTicket ticket = ticket(KEY);
		invalidation.accept(this.store);
		assertThat(this.store.put(KEY, ticket, tagged().build(), MANY)).isFalse();
		assertThat(bodies(KEY)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void aFetchWithTheTicketOfAHitFromBeforeIsNotStored(Consumer<HttpCacheStore> invalidation) {
		put(KEY, tagged().body("old").build());
		StoreTicket ticket = ticket(KEY);
		invalidation.accept(this.store);
		this.store.find(KEY);
		assertThat(this.store.put(KEY, ticket, tagged().body("resurrected").build(), MANY)).isFalse();
		assertThat(bodies(KEY)).doesNotContain("resurrected");
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void aRevalidationFromBeforeIsNotStored(Consumer<HttpCacheStore> invalidation) {
		put(KEY, tagged().build());
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		invalidation.accept(this.store);
		assertThat(this.store.freshen(KEY, lookup.ticket(), before, freshened(before))).isFalse();
		assertThat(this.store.find(KEY).variants()).allMatch((variant) -> variant.facts().expired());
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void aFetchFromBeforeIsNotStoredOverANewerOne(Consumer<HttpCacheStore> invalidation) {
		StoreTicket ticket = ticket(KEY);
		invalidation.accept(this.store);
		put(KEY, tagged().body("new").build());
		assertThat(this.store.put(KEY, ticket, tagged().body("resurrected").build(), MANY)).isFalse();
		assertThat(bodies(KEY)).containsExactly("new");
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void aFetchFromAfterwardsIsStored(Consumer<HttpCacheStore> invalidation) {
		put(KEY, tagged().body("old").build());
		invalidation.accept(this.store);
		assertThat(put(KEY, tagged().body("new").build())).isTrue();
		assertThat(bodies(KEY)).containsExactly("new");
		assertThat(only(KEY).facts().expired()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void ticketsDifferAcrossAnInvalidation(Consumer<HttpCacheStore> invalidation) {
		StoreTicket before = ticket(KEY);
		assertThat(ticket(KEY)).isEqualTo(before).hasSameHashCodeAs(before);
		invalidation.accept(this.store);
		assertThat(ticket(KEY)).isNotEqualTo(before);
	}

	@Test
	void storingDoesNotChangeTheTicket() {
		StoreTicket before = ticket(KEY);
		put(KEY, tagged().build());
		assertThat(ticket(KEY)).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("unrelated")
	void whatConcernsOthersChangesNothing(Consumer<HttpCacheStore> invalidation) {
		put(KEY, tagged().body("kept").build());
		StoreTicket ticket = ticket(KEY);
		invalidation.accept(this.store);
		assertThat(bodies(KEY)).containsExactly("kept");
		assertThat(only(KEY).facts().expired()).isFalse();
		assertThat(this.store.put(KEY, ticket, tagged().body("stored").build(), MANY)).isTrue();
		assertThat(bodies(KEY)).containsExactly("stored");
	}

	@Test
	void anEvictionDropsOnlyTheVariantsItConcerns() {
		put(KEY, response().vary("accept", "a").body("A").tags("x").build());
		put(KEY, response().vary("accept", "b").body("B").tags("y").build());
		this.store.evict(new EvictionScope.Tag("x"));
		assertThat(bodies(KEY)).containsExactly("B");
		settle();
		assertThat(this.store.statistics().entries()).isIn(1L, -1L);
	}

	@Test
	void aTicketIsJudgedByTheTagsOfTheResponseNotOfWhatWasFound() {
		put(KEY, response().body("old").build());
		StoreTicket ticket = ticket(KEY);
		this.store.evict(new EvictionScope.Tag("late"));
		assertThat(bodies(KEY)).containsExactly("old");
		assertThat(this.store.put(KEY, ticket, response().tags("late").build(), MANY)).isFalse();
		assertThat(bodies(KEY)).containsExactly("old");
	}

	@Test
	void expiredResponsesAreFoundStale() {
		put(KEY, response().body("kept").build());
		put(OTHER_PARTITION, response().body("kept too").build());
		this.store.expire(URI);
		for (int time = 0; time < 2; time++) {
			assertThat(only(KEY).facts().expired()).isTrue();
			assertThat(only(OTHER_PARTITION).facts().expired()).isTrue();
		}
		assertThat(bodies(KEY)).containsExactly("kept");
	}

	@Test
	void anExpiredResponseIsFreshAgainOnceFreshened() {
		put(KEY, response().build());
		this.store.expire(URI);
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		assertThat(this.store.freshen(KEY, lookup.ticket(), before, freshened(before))).isTrue();
		assertThat(only(KEY).facts().expired()).isFalse();
	}

	@Test
	void variantsStoredAfterAnExpiryDoNotMakeTheOthersFresh() {
		put(KEY, response().vary("accept", "a").body("A").build());
		this.store.expire(URI);
		put(KEY, response().vary("accept", "b").body("B").build());
		assertThat(this.store.find(KEY).variants()).extracting((variant) -> variant.facts().expired())
			.containsExactly(false, true);
	}

	@Test
	void aFetchOlderThanTheMemoryOfEvictionsIsNotStored() {
		StoreTicket ticket = ticket(KEY);
		put(OTHER_URI, response().body("kept").build());
		this.store.evict(new EvictionScope.Tag("t"));
		for (int i = 0; i < 2_000; i++) {
			this.store.evict(new EvictionScope.Tag("unrelated"));
		}
		assertThat(this.store.put(KEY, ticket, tagged().build(), MANY)).isFalse();
		assertThat(bodies(KEY)).isEmpty();
		assertThat(bodies(OTHER_URI)).containsExactly("kept");
	}

	private Responses tagged() {
		return response().route("users").tags("t", "u");
	}

}
