package io.httpcache.store.near;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
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
import io.httpcache.store.StoredResponse;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one instance does, another one's memory follows; and what it cannot follow, it
 * notices.
 */
class CoherenceTest {

	private static final String URI = "https://api.example.com/users/1";

	private static final CacheKey KEY = new CacheKey(URI, 7, 42);

	private static final CacheKey OTHER = new CacheKey("https://api.example.com/users/2", 0, 0);

	private final MutableClock clock = new MutableClock();

	private final TestBus bus = new TestBus();

	private final HttpCacheStore shared = new CaffeineStore(4 << 20, this.clock, Runnable::run);

	private final Instance a = new Instance(this.shared, this.bus, this.clock);

	private final Instance b = new Instance(this.shared, this.bus, this.clock);

	static Stream<Named<BiConsumer<Instance, Responses>>> changes() {
		return Stream.of(Named.of("a write", (a, response) -> a.put(KEY, response.body("new").build())),
				Named.of("a refresh", (a, response) -> {
					StoreLookup lookup = a.store.find(KEY);
					StoredResponse before = lookup.variants().get(0);
					a.store.freshen(KEY, lookup.ticket(), before,
							before.freshened(response.etag("\"2\"").fields(), response.facts(), before.keepUntil()));
				}), Named.of("an invalidation", (a, response) -> a.store.invalidate(URI)),
				Named.of("an expiry", (a, response) -> a.store.expire(URI)),
				Named.of("an eviction of a route", (a, response) -> a.store.evict(new EvictionScope.Route("users"))),
				Named.of("an eviction of a tag", (a, response) -> a.store.evict(new EvictionScope.Tag("t"))),
				Named.of("an eviction of a pattern",
						(a, response) -> a.store.evict(EvictionScope.of("api.example.com/users/*"))),
				Named.of("a pattern too long to be told",
						(a, response) -> a.store
							.evict(EvictionScope.of("api.example.com/{" + "x".repeat(2_000) + "}/*"))),
				Named.of("clearing", (a, response) -> a.store.evict(new EvictionScope.All())));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void aChangeOnOneInstanceReachesTheMemoryOfAnother(BiConsumer<Instance, Responses> change) {
		bothHold("old");
		change.accept(this.a, response());
		int reads = this.b.readsFor(KEY);
		assertThat(reads).isOne();
		assertThat(this.b.store.find(KEY).variants()).allMatch((variant) -> variant.facts().expired()
				|| Responses.body(variant).equals("new") || "\"2\"".equals(variant.fields().first("etag")));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void itsOwnMessagesConcernNobody(BiConsumer<Instance, Responses> change) {
		bothHold("old");
		change.accept(this.a, response());
		this.a.bodies(KEY);
		if (!this.a.store.find(KEY).variants().isEmpty()) {
			assertThat(this.a.readsFor(KEY)).isZero();
		}
	}

	@Test
	void whatConcernsOthersIsNotReadAgain() {
		bothHold("old");
		this.a.put(OTHER, response().build());
		this.a.store.invalidate(OTHER.uri());
		this.a.store.evict(new EvictionScope.Tag("other"));
		assertThat(this.b.readsFor(KEY)).isZero();
	}

	@Test
	void aLostMessageIsNoticedByTheNext() {
		bothHold("old");
		this.b.channel.lose((message) -> true);
		this.a.store.invalidate(URI);
		this.b.channel.loseNothing();
		assertThat(this.b.bodies(KEY)).containsExactly("old");
		this.a.store.invalidate(OTHER.uri());
		assertThat(this.b.bodies(KEY)).isEmpty();
	}

	@Test
	void theLastMessageLostIsNoticedByTheBeat() {
		bothHold("old");
		this.b.channel.lose((message) -> true);
		this.a.store.invalidate(URI);
		this.b.channel.loseNothing();
		this.a.store.beat();
		assertThat(this.b.bodies(KEY)).isEmpty();
	}

	@Test
	void aMessageThatCouldNotBeSentIsNoticedToo() {
		bothHold("old");
		this.a.channel.refuse(true);
		this.a.store.invalidate(URI);
		this.a.channel.refuse(false);
		this.a.store.beat();
		assertThat(this.b.bodies(KEY)).isEmpty();
	}

	@Test
	void afterAGapEachEntryIsCheckedOnce() {
		bothHold("old");
		this.b.channel.lose((message) -> true);
		this.a.store.invalidate(OTHER.uri());
		this.b.channel.loseNothing();
		this.a.store.beat();
		assertThat(this.b.readsFor(KEY)).isOne();
		assertThat(this.b.readsFor(KEY)).isZero();
	}

	@Test
	void whileDisconnectedEachLookUpIsChecked() {
		bothHold("old");
		this.b.channel.disconnect();
		assertThat(this.b.readsFor(KEY)).isOne();
		assertThat(this.b.readsFor(KEY)).isOne();
		this.a.store.invalidate(URI);
		assertThat(this.b.bodies(KEY)).isEmpty();
	}

	@Test
	void afterAReconnectWhatIsFromBeforeIsCheckedOnce() {
		bothHold("old");
		this.b.channel.disconnect();
		this.b.bodies(KEY);
		this.a.put(KEY, response().body("new").build());
		this.b.channel.reconnect();
		assertThat(this.b.bodies(KEY)).containsExactly("new");
		assertThat(this.b.readsFor(KEY)).isZero();
	}

	@Test
	void whatWasReadWhileDisconnectedIsCheckedAfterwards() {
		bothHold("old");
		this.b.channel.disconnect();
		this.b.bodies(KEY);
		this.b.channel.reconnect();
		assertThat(this.b.readsFor(KEY)).isOne();
	}

	@Test
	void silenceIsDoubt() {
		bothHold("old");
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(this.b.readsFor(KEY)).isZero();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.b.readsFor(KEY)).isOne();
		assertThat(this.b.readsFor(KEY)).isOne();
		this.b.store.beat();
		assertThat(this.b.readsFor(KEY)).isOne();
		assertThat(this.b.readsFor(KEY)).isZero();
	}

	@Test
	void aChannelThatOnlySeemsToWorkIsDoubtedThoughOthersAreHeard() {
		bothHold("old");
		this.b.channel.refuse(true);
		for (int second = 0; second < 4; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.a.store.beat();
			this.b.store.beat();
		}
		assertThat(this.b.readsFor(KEY)).isOne();
	}

	@Test
	void aClockThatIsSetBackIsDoubtToo() {
		bothHold("old");
		this.clock.advance(Duration.ofHours(-1));
		assertThat(this.b.readsFor(KEY)).isOne();
	}

	@Test
	void anInstanceThatVanishesMayHaveLeftSomethingUntold() {
		bothHold("old");
		this.a.channel.refuse(true);
		this.a.store.invalidate(URI);
		for (int second = 0; second < 4; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.b.store.beat();
		}
		assertThat(this.b.bodies(KEY)).isEmpty();
	}

	@Test
	void anInstanceThatSaysGoodByeLeavesNoDoubt() {
		bothHold("old");
		this.a.store.beat();
		this.a.channel.close();
		this.bus.inject(NearMessage.goodBye(99, 0).encode());
		for (int second = 0; second < 2; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.b.store.beat();
		}
		assertThat(this.b.readsFor(KEY)).isZero();
	}

	@Test
	void aMessageOfAnotherVersionIsDoubt() {
		bothHold("old");
		byte[] newer = NearMessage.beat(99, 0, 1).encode();
		newer[2]++;
		this.bus.inject(newer);
		assertThat(this.b.readsFor(KEY)).isOne();
		assertThat(this.b.readsFor(KEY)).isZero();
	}

	@Test
	void whatIsNoneOfOursIsIgnored() {
		bothHold("old");
		this.bus.inject("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
		this.bus.inject(new byte[0]);
		assertThat(this.b.readsFor(KEY)).isZero();
	}

	@Test
	void aBeatThatSomebodyMadeUpDoesNotEndADoubt() {
		bothHold("old");
		this.b.channel.disconnect();
		this.b.channel.loseNothing();
		this.bus.inject(NearMessage.beat(99, 0, 1_000).encode());
		assertThat(this.b.readsFor(KEY)).isOne();
	}

	@Test
	void whatHappensWhileAMessageIsUnderWayGoesWithTheNext() {
		bothHold("old");
		int before = this.a.channel.published;
		this.a.store.invalidate(URI);
		assertThat(this.a.channel.published).isEqualTo(before + 1);
	}

	private void bothHold(String body) {
		this.a.put(KEY, response().body(body).build());
		assertThat(List.of(this.a.bodies(KEY), this.b.bodies(KEY))).containsOnly(List.of(body));
		this.a.store.beat();
		this.b.store.beat();
		this.a.bodies(KEY);
		this.b.bodies(KEY);
		assertThat(this.a.readsFor(KEY) + this.b.readsFor(KEY)).isZero();
	}

	private Responses response() {
		return Responses.at(this.clock).route("users").tags("t");
	}

}
