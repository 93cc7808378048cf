package io.httpcache.client.blocking;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.test.Callers;
import io.httpcache.test.Callers.Call;
import io.httpcache.test.Gate;
import io.httpcache.test.OriginRequest;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Identical misses share a fetch, and never at anybody's cost.
 */
class CollapsingTests extends BlockingTestSupport {

	private static final int MANY = 20;

	private final Callers callers = new Callers();

	/** Where the leader's answer is held. */
	private final Gate gate = new Gate();

	/**
	 * Where the answers to all others are held, so that they have to come all at once.
	 */
	private final Gate others = new Gate();

	private List<Call<ResponseEntity<String>>> start(int count, String uri) {
		return IntStream.range(0, count).mapToObj((i) -> this.callers.start(() -> get(uri))).toList();
	}

	/** The first request gets one answer, all others another. */
	private void script(Reply first, Reply then) {
		AtomicBoolean begun = new AtomicBoolean();
		this.origin.respondWith((request) -> begun.getAndSet(true) ? then : first);
	}

	private void assertThatAllGoAtOnce(List<Call<ResponseEntity<String>>> waiters) {
		// None of these is answered before all of them have come
		this.origin.awaitRequests(1 + waiters.size());
		this.others.open();
		assertThat(waiters).allSatisfy((call) -> verifyThat(call.get()).isMiss().hasBody("own"));
	}

	@Test
	void aThousandCallersMakeOneRequest() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("sha").waitAt(this.gate).body("red"));
		List<Call<ResponseEntity<String>>> calls = start(1000, "/x");
		this.callers.awaitWaiting(999);
		this.gate.open();
		assertThat(calls).allSatisfy((call) -> verifyThat(call.get()).hasBody("shared"));
		assertThat(calls).extracting((call) -> outcome(call.get()))
			.containsOnlyOnce(CacheOutcome.MISS)
			.containsOnly(CacheOutcome.MISS, CacheOutcome.COLLAPSED);
		verifyThat(calls.stream()
			.map(Call::get)
			.filter((answer) -> outcome(answer) == CacheOutcome.COLLAPSED)
			.findAny()
			.orElseThrow()).hasStatusField("httpcache; fwd=uri-miss; collapsed").hasAge(0);
	}

	@Test
	void whoeverLookedBeforeTheAnswerWasStoredAndBoardsAfterAsksNobody() {
		LookUpGateStore store = new LookUpGateStore(this.clock);
		cache((builder) -> builder.store(store));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("once"));
		store.holdNext(this.gate);
		Call<ResponseEntity<String>> late = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		verifyThat(get("/x")).isMiss();
		this.gate.open();
		verifyThat(late.get()).isCollapsed().hasBody("once");
	}

	@Test
	void aConfirmedResponseIsSharedToo() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).header("ETag", "\"1\"").body("old"));
		get("/x");
		this.clock.advance(java.time.Duration.ofSeconds(60));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(304)).waitBeforeHead(this.gate));
		List<Call<ResponseEntity<String>>> calls = start(3, "/x");
		this.callers.awaitWaiting(2);
		this.gate.open();
		assertThat(calls).extracting((call) -> outcome(call.get()))
			.containsExactlyInAnyOrder(CacheOutcome.REVALIDATED, CacheOutcome.COLLAPSED, CacheOutcome.COLLAPSED);
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void aLeaderThatFailsKeepsItsExceptionToItself(boolean afterTheHead) {
		// The JDK's client tries again by itself when nothing of an answer came
		this.client = builder(this.cache).requestFactory(Factory.APACHE.create()).build();
		Reply failure = cacheable(Reply.of(200)).body("wh").waitAt(this.gate).body("ole");
		script(afterTheHead ? failure.cutAfter(3) : Reply.of(200).waitBeforeHead(this.gate).reset(),
				cacheable(Reply.of(200)).waitBeforeHead(this.others).body("own"));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		List<Call<ResponseEntity<String>>> waiters = start(MANY, "/x");
		this.callers.awaitWaiting(MANY);
		this.gate.open();
		assertThatAllGoAtOnce(waiters);
		assertThat(leader.failure()).isInstanceOf(ResourceAccessException.class);
	}

	@ParameterizedTest
	@CsvSource({ "200, no-store", "500, no-store", "404, private-no-freshness" })
	void anUnstorableHeadLetsTheRestGoBeforeItsBodyEnds(int status, String control) {
		script(Reply.of(status)
			.header("Cache-Control", control)
			.waitBeforeHead(this.gate)
			.body("un")
			.waitAt(this.others)
			.body("storable"), Reply.of(200).waitBeforeHead(this.others).body("own"));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		List<Call<ResponseEntity<String>>> waiters = start(MANY, "/x");
		this.callers.awaitWaiting(MANY);
		this.gate.open();
		assertThatAllGoAtOnce(waiters);
		verifyThat(leader.get()).isMiss().hasBody("unstorable");
	}

	@Test
	void anotherVaryValueGoesAsSoonAsTheHeadShowsIt() {
		this.origin.respondWith((request) -> {
			Reply reply = cacheable(Reply.of(200)).header("Vary", "Accept-Language");
			return "de".equals(request.header("Accept-Language"))
					? reply.waitBeforeHead(this.gate).body("Ha").waitAt(this.others).body("llo") : reply.body("Hello");
		});
		Call<ResponseEntity<String>> leader = this.callers.start(() -> speaking("de"));
		this.gate.awaitReached();
		Call<ResponseEntity<String>> same = this.callers.start(() -> speaking("de"));
		Call<ResponseEntity<String>> other = this.callers.start(() -> speaking("en"));
		this.callers.awaitWaiting(2);
		this.gate.open();
		verifyThat(other.get()).isMiss().hasBody("Hello");
		this.others.open();
		verifyThat(leader.get()).isMiss().hasBody("Hallo");
		verifyThat(same.get()).isCollapsed().hasBody("Hallo");
	}

	private ResponseEntity<String> speaking(String language) {
		return this.client.get().uri("/x").header("Accept-Language", language).retrieve().toEntity(String.class);
	}

	@Test
	void aUriWhoseLastAnswerWasNotStorableIsNotCollapsedForTwoMinutes() {
		script(Reply.of(200).header("Cache-Control", "no-store"),
				Reply.of(200).header("Cache-Control", "no-store").waitBeforeHead(this.gate));
		get("/x");
		this.clock.advance(java.time.Duration.ofSeconds(119));
		List<Call<ResponseEntity<String>>> calls = start(3, "/x");
		this.origin.awaitRequests(4);
		this.clock.advance(java.time.Duration.ofSeconds(1));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get("/x"));
		this.origin.awaitRequests(5);
		Call<ResponseEntity<String>> waiter = this.callers.start(() -> get("/x"));
		this.callers.awaitWaiting(1);
		this.gate.open();
		calls.forEach(Call::get);
		leader.get();
		waiter.get();
		assertThat(this.origin.requests()).hasSize(6);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Cache-Control     | no-cache
			Cache-Control     | max-age=0
			Cache-Control     | no-store
			Pragma            | no-cache
			Range             | bytes=0-1
			If-None-Match     | "1"
			If-Modified-Since | Tue, 24 Nov 2026 12:00:00 GMT
			""")
	void whoWantsSomethingOfTheirOwnWaitsForNobody(String name, String value) {
		this.origin.always("GET /x").respond(cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("own"));
		List<Call<ResponseEntity<String>>> calls = IntStream.range(0, 3)
			.mapToObj((i) -> this.callers
				.start(() -> this.client.get().uri("/x").header(name, value).retrieve().toEntity(String.class)))
			.toList();
		this.origin.awaitRequests(3);
		this.gate.open();
		calls.forEach(Call::get);
	}

	@Test
	void aRouteMaySwitchItOff() {
		defaults((route) -> route.collapse(false));
		this.origin.always("GET /x").respond(cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("own"));
		List<Call<ResponseEntity<String>>> calls = start(3, "/x");
		this.origin.awaitRequests(3);
		this.gate.open();
		assertThat(calls).allSatisfy((call) -> verifyThat(call.get()).isMiss());
	}

	@Test
	void twoCallersNeverShareAFetch() {
		this.origin.respondWith((request) -> cacheable(Reply.of(200)).waitBeforeHead(this.gate)
			.body("for " + request.header("Authorization")));
		List<Call<String>> calls = IntStream.range(0, 4)
			.mapToObj((i) -> this.callers.start(
					() -> this.client.get().uri("/x").header("Authorization", "t" + i).retrieve().body(String.class)))
			.toList();
		this.origin.awaitRequests(4);
		this.gate.open();
		assertThat(calls).extracting(Call::get).containsExactly("for t0", "for t1", "for t2", "for t3");
	}

	@Test
	void aLeaderWhoIsInterruptedLeavesTheRestToGo() {
		script(Reply.of(200).hang(), cacheable(Reply.of(200)).waitBeforeHead(this.others).body("own"));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get("/x"));
		this.origin.awaitRequests(1);
		List<Call<ResponseEntity<String>>> waiters = start(MANY, "/x");
		this.callers.awaitWaiting(MANY);
		leader.thread().interrupt();
		assertThatAllGoAtOnce(waiters);
		assertThat(leader.failure()).isInstanceOf(ResourceAccessException.class);
	}

	@Test
	void aWaiterWhoIsInterruptedStopsWaitingAndConcernsNobodyElse() {
		this.origin
			.respondWith((OriginRequest request) -> cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("shared"));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		Call<ResponseEntity<String>> interrupted = this.callers.start(() -> get("/x"));
		Call<ResponseEntity<String>> patient = this.callers.start(() -> get("/x"));
		this.callers.awaitWaiting(2);
		interrupted.thread().interrupt();
		// It goes to the network, which notices the interrupt as it would without a cache
		assertThat(interrupted.failure()).isInstanceOf(ResourceAccessException.class);
		this.gate.open();
		verifyThat(leader.get()).isMiss().hasBody("shared");
		verifyThat(patient.get()).isCollapsed().hasBody("shared");
	}

	@Test
	void nobodyWaitsLongerThanFiveSeconds() {
		script(cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("late"),
				cacheable(Reply.of(200)).waitBeforeHead(this.others).body("own"));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		List<Call<ResponseEntity<String>>> waiters = start(3, "/x");
		assertThatAllGoAtOnce(waiters);
		this.gate.open();
		verifyThat(leader.get()).hasBody("late");
	}

	private static CacheOutcome outcome(ResponseEntity<String> response) {
		CacheStatus status = CacheStatus.from(response.getHeaders());
		assertThat(status).isNotNull();
		return status.outcome();
	}

}
