package io.httpcache.store;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every store must do, whoever implements it: the sentences of
 * {@link HttpCacheStore}. Extend it and create the store.
 */
public abstract class HttpCacheStoreContractTest {

	protected static final String URI = "https://api.example.com/users/1";

	protected static final CacheKey KEY = new CacheKey(URI, 0, 0);

	protected static final CacheKey OTHER_PARTITION = new CacheKey(URI, 7, 42);

	protected static final CacheKey OTHER_URI = new CacheKey("https://api.example.com/users/2", 0, 0);

	protected static final int MANY = 16;

	protected final MutableClock clock = new MutableClock();

	protected HttpCacheStore store;

	/**
	 * Creates an empty store whose time is that of {@link #clock}.
	 * @return a store with room for some megabytes
	 */
	protected abstract HttpCacheStore createStore();

	/** Waits until what a store does later is done; nothing by default. */
	protected void settle() {
	}

	@BeforeEach
	void create() {
		this.store = createStore();
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void anEmptyStoreFindsNothingAndGivesATicket() {
		StoreLookup lookup = this.store.find(KEY);
		assertThat(lookup.variants()).isEmpty();
		assertThat(lookup.ticket()).isNotEqualTo(StoreTicket.UNAVAILABLE);
	}

	@Test
	void whatWasPutIsFoundWithAllThatBelongsToIt() {
		StoredResponse response = response().vary("accept", "text/plain").route("users").tags("a", "b").build();
		assertThat(put(KEY, response)).isTrue();
		StoredResponse found = only(KEY);
		assertThat(found.method()).isEqualTo("GET");
		assertThat(found.status()).isEqualTo(200);
		assertThat(found.body()).isEqualTo(response.body());
		assertThat(found.bodyLength()).isEqualTo(4);
		assertThat(found.facts()).isEqualTo(response.facts());
		assertThat(found.keepUntil()).isEqualTo(response.keepUntil());
		assertThat(found.route()).isEqualTo("users");
		assertThat(found.tags()).containsExactlyInAnyOrder("a", "b");
		assertThat(found.fields().first("content-type")).isEqualTo("text/plain");
		assertThat(found.fields().first("etag")).isEqualTo("\"1\"");
	}

	@Test
	void keysDoNotMeet() {
		put(KEY, response().body("mine").build());
		put(OTHER_PARTITION, response().body("theirs").build());
		assertThat(bodies(KEY)).containsExactly("mine");
		assertThat(bodies(OTHER_PARTITION)).containsExactly("theirs");
		assertThat(bodies(OTHER_URI)).isEmpty();
	}

	@Test
	void aTicketFromAHitServesToReplace() {
		put(KEY, response().body("old").build());
		assertThat(put(KEY, response().body("new").build())).isTrue();
		assertThat(bodies(KEY)).containsExactly("new");
	}

	@Test
	void aTicketMayBeUsedTwice() {
		StoreTicket ticket = ticket(KEY);
		this.store.put(KEY, ticket, response().body("first").build(), MANY);
		assertThat(this.store.put(KEY, ticket, response().body("second").build(), MANY)).isTrue();
		assertThat(bodies(KEY)).containsExactly("second");
	}

	@Test
	void nothingIsStoredUnderTheTicketOfAnUnavailableStore() {
		assertThat(this.store.put(KEY, StoreTicket.UNAVAILABLE, response().build(), MANY)).isFalse();
		assertThat(bodies(KEY)).isEmpty();
	}

	@Test
	void variantsAreFoundNewestFirst() {
		put(KEY, response().vary("accept", "a").body("A").build());
		put(KEY, response().vary("accept", "b").body("B").build());
		put(KEY, response().vary("accept-language", "de").body("C").build());
		assertThat(bodies(KEY)).containsExactly("C", "B", "A");
	}

	@Test
	void aResponseTakesThePlaceOfTheVariantThatIsSelectedAlike() {
		put(KEY, response().vary("accept", "a").body("old").build());
		put(KEY, response().vary("accept", "b").body("other").build());
		put(KEY, response().vary("accept", "a").body("new").build());
		assertThat(bodies(KEY)).containsExactly("new", "other");
	}

	@Test
	void theOldestVariantsGoWhenThereAreTooMany() {
		for (String value : List.of("a", "b", "c", "d")) {
			StoredResponse response = response().vary("accept", value).body(value).build();
			assertThat(this.store.put(KEY, ticket(KEY), response, 3)).isTrue();
		}
		assertThat(bodies(KEY)).containsExactly("d", "c", "b");
	}

	@Test
	void aWholeResponseTakesThePlaceOfAHeadsButNotTheReverse() {
		put(KEY, response().method("HEAD").body("").build());
		put(KEY, response().method("GET").body("whole").build());
		assertThat(bodies(KEY)).containsExactly("whole");
		put(KEY, response().method("HEAD").body("").build());
		assertThat(bodies(KEY)).containsExactly("", "whole");
	}

	@Test
	void freshenReplacesMetadataAndKeepsTheBody() {
		put(KEY, response().build());
		this.clock.advance(Duration.ofMinutes(1));
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		StoredResponse after = freshened(before);
		assertThat(this.store.freshen(KEY, lookup.ticket(), before, after)).isTrue();
		StoredResponse found = only(KEY);
		assertThat(found.fields().first("etag")).isEqualTo("\"2\"");
		assertThat(found.facts()).isEqualTo(after.facts());
		assertThat(found.keepUntil()).isEqualTo(after.keepUntil());
		assertThat(found.body()).isEqualTo(before.body());
	}

	@Test
	void freshenLeavesOtherVariantsAlone() {
		put(KEY, response().vary("accept", "a").body("A").build());
		put(KEY, response().vary("accept", "b").body("B").build());
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(1);
		assertThat(this.store.freshen(KEY, lookup.ticket(), before, freshened(before))).isTrue();
		assertThat(bodies(KEY)).containsExactlyInAnyOrder("A", "B");
	}

	@Test
	void freshenKeepsAVanishedVariantAway() {
		put(KEY, response().build());
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		put(KEY, response().body("replaced").etag("\"9\"").build());
		assertThat(this.store.freshen(KEY, lookup.ticket(), before, freshened(before))).isFalse();
		assertThat(bodies(KEY)).containsExactly("replaced");
	}

	@Test
	void freshenStoresNothingUnderAnEmptyKey() {
		StoredResponse before = response().build();
		assertThat(this.store.freshen(KEY, ticket(KEY), before, freshened(before))).isFalse();
		assertThat(bodies(KEY)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0 })
	void aResponseIsFoundUntilItIsOfNoMoreUse(int millis) {
		put(KEY, response().keep(Duration.ofSeconds(10)).build());
		this.clock.advance(Duration.ofSeconds(10).plusMillis(millis));
		assertThat(bodies(KEY)).containsExactly("body");
		assertThat(this.store.entries(10)).hasSize(1);
	}

	@Test
	void aResponseOfNoMoreUseIsGone() {
		put(KEY, response().keep(Duration.ofSeconds(10)).build());
		this.clock.advance(Duration.ofSeconds(10).plusMillis(1));
		assertThat(bodies(KEY)).isEmpty();
		assertThat(this.store.entries(10)).isEmpty();
	}

	@Test
	void theVariantKeptLongestKeepsItsKey() {
		put(KEY, response().vary("accept", "a").body("short").keep(Duration.ofSeconds(10)).build());
		put(KEY, response().vary("accept", "b").body("long").keep(Duration.ofSeconds(30)).build());
		this.clock.advance(Duration.ofSeconds(20));
		assertThat(bodies(KEY)).contains("long");
		assertThat(this.store.entries(10)).extracting((entry) -> Responses.body(entry.response()))
			.containsExactly("long");
	}

	@Test
	void freshenProlongsTheStay() {
		put(KEY, response().keep(Duration.ofMinutes(10)).build());
		this.clock.advance(Duration.ofMinutes(9));
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		this.store.freshen(KEY, lookup.ticket(), before, freshened(before));
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(bodies(KEY)).containsExactly("body");
	}

	@Test
	void aKeyIsStoredAnewAfterItsTime() {
		put(KEY, response().keep(Duration.ofSeconds(1)).body("old").build());
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(put(KEY, response().body("new").build())).isTrue();
		this.store.invalidate(URI);
		assertThat(bodies(KEY)).isEmpty();
		assertThat(this.store.entries(10)).isEmpty();
	}

	@Test
	void entriesAreListedUpToTheLimit() {
		put(KEY, response().vary("accept", "a").body("A").build());
		put(KEY, response().vary("accept", "b").body("B").build());
		put(OTHER_URI, response().body("C").build());
		settle();
		assertThat(this.store.entries(10)).extracting((entry) -> Responses.body(entry.response()))
			.containsExactlyInAnyOrder("A", "B", "C");
		assertThat(this.store.entries(10)).extracting((entry) -> entry.key().uri())
			.containsExactlyInAnyOrder(URI, URI, OTHER_URI.uri());
		assertThat(this.store.entries(2)).hasSize(2);
		assertThat(this.store.entries(0)).isEmpty();
	}

	@Test
	void statisticsFollowWhatIsStored() {
		put(KEY, response().build());
		put(OTHER_PARTITION, response().build());
		put(OTHER_URI, response().build());
		settle();
		StoreStatistics before = this.store.statistics();
		assertThat(before.available()).isTrue();
		assertThat(before.entries()).isIn(3L, -1L);
		this.store.invalidate(URI);
		settle();
		StoreStatistics after = this.store.statistics();
		assertThat(after.entries()).isIn(1L, -1L);
		assertThat(after.bytes()).satisfiesAnyOf((bytes) -> assertThat(bytes).isEqualTo(-1),
				(bytes) -> assertThat(bytes).isPositive().isLessThan(before.bytes()));
	}

	@Test
	void asyncTwinsDoTheSame() {
		StoreLookup miss = this.store.findAsync(KEY).join();
		assertThat(miss.variants()).isEmpty();
		assertThat(this.store.putAsync(KEY, miss.ticket(), response().build(), MANY).join()).isTrue();
		StoreLookup hit = this.store.findAsync(KEY).join();
		assertThat(Responses.bodies(hit)).containsExactly("body");
		StoredResponse before = hit.variants().get(0);
		assertThat(this.store.freshenAsync(KEY, hit.ticket(), before, freshened(before)).join()).isTrue();
		assertThat(only(KEY).fields().first("etag")).isEqualTo("\"2\"");
		this.store.invalidateAsync(URI).join();
		assertThat(bodies(KEY)).isEmpty();
		assertThat(this.store.putAsync(KEY, hit.ticket(), response().build(), MANY).join()).isFalse();
		put(OTHER_URI, response().tags("t").build());
		this.store.evictAsync(new EvictionScope.Tag("t")).join();
		assertThat(bodies(OTHER_URI)).isEmpty();
	}

	@Test
	void whatComesAfterCloseIsAMiss() {
		put(KEY, response().build());
		StoreTicket ticket = ticket(KEY);
		this.store.close();
		assertThat(outcome(() -> bodies(KEY))).isEmpty();
		assertThat(outcome(() -> this.store.put(KEY, ticket, response().build(), MANY) ? List.of("stored") : List.of()))
			.isEmpty();
	}

	protected final Responses response() {
		return Responses.at(this.clock);
	}

	protected final StoreTicket ticket(CacheKey key) {
		return this.store.find(key).ticket();
	}

	protected final boolean put(CacheKey key, StoredResponse response) {
		return this.store.put(key, ticket(key), response, MANY);
	}

	protected final List<String> bodies(CacheKey key) {
		return Responses.bodies(this.store.find(key));
	}

	protected final StoredResponse only(CacheKey key) {
		List<StoredResponse> variants = this.store.find(key).variants();
		assertThat(variants).hasSize(1);
		return variants.get(0);
	}

	protected final StoredResponse freshened(StoredResponse before) {
		Responses fresh = response().etag("\"2\"");
		if (!before.facts().varyNames().isEmpty()) {
			fresh = fresh.vary(before.facts().varyNames().get(0), before.facts().varyValues().get(0));
		}
		return before.freshened(fresh.fields(), fresh.facts(), this.clock.millis() + 600_000);
	}

	// A closed store may also refuse: callers treat that as a miss.
	private static List<String> outcome(java.util.function.Supplier<List<String>> call) {
		try {
			return call.get();
		}
		catch (RuntimeException ex) {
			return List.of();
		}
	}

}
