package io.httpcache.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.http.ResponseEntity;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.FetchLease;
import io.httpcache.store.FetchLease.Ending;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreTicket;
import io.httpcache.test.Callers;
import io.httpcache.test.Callers.Call;
import io.httpcache.test.Gate;
import io.httpcache.test.Reply;
import io.httpcache.test.redis.RedisServers;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Identical misses of several instances share a fetch, and never at anybody's cost.
 */
class RedisLeaseTest extends SharedInstances {

	private final Callers callers = new Callers();

	@Test
	void aThousandCallersOfFourInstancesMakeOneRequest() {
		open(Duration.ofSeconds(5));
		this.origin.expect("GET /x").respond(cacheable(200).body("sha").waitAt(this.gate).body("red"));
		List<Call<ResponseEntity<String>>> calls = start(1_000);
		this.callers.awaitWaiting(999);
		this.gate.open();
		assertThat(calls).allSatisfy((call) -> verifyThat(call.get()).hasBody("shared"));
		assertThat(calls).extracting((call) -> CacheStatus.from(call.get().getHeaders()).outcome())
			.containsOnlyOnce(CacheOutcome.MISS)
			.containsOnly(CacheOutcome.MISS, CacheOutcome.COLLAPSED);
		assertThat(SERVER.command("KEYS", "*:lease:*")).isEmpty();
	}

	@Test
	void reactiveCallersOfFourInstancesMakeOneRequestToo() {
		open(Duration.ofSeconds(5));
		// A client has to have seen an answer to know how to decode others
		this.origin.always("GET /first").respond(Reply.of(200).header("Cache-Control", "no-store"));
		this.reactiveClients.forEach((client) -> client.get().uri("/first").retrieve().toBodilessEntity().block());
		this.origin.expect("GET /x").respond(cacheable(200).body("sha").waitAt(this.gate).body("red"));
		List<CompletableFuture<ResponseEntity<String>>> calls = IntStream.range(0, 200)
			.mapToObj((i) -> this.reactiveClients.get(i % INSTANCES)
				.get()
				.uri("/x")
				.retrieve()
				.toEntity(String.class)
				.toFuture())
			.toList();
		this.gate.awaitReached();
		this.gate.open();
		assertThat(calls).extracting((call) -> call.join().getBody()).containsOnly("shared");
		assertThat(calls).extracting((call) -> CacheStatus.from(call.join().getHeaders()).outcome())
			.containsOnlyOnce(CacheOutcome.MISS)
			.contains(CacheOutcome.COLLAPSED)
			.doesNotContain(CacheOutcome.BYPASS);
	}

	@Test
	void anAnswerThatCannotBeStoredSetsEverybodyFreeWithItsHead() {
		open(Duration.ofSeconds(5));
		Gate others = new Gate();
		Gate head = new Gate();
		AtomicBoolean begun = new AtomicBoolean();
		this.origin.respondWith((request) -> begun.getAndSet(true) ? unstorable().waitBeforeHead(others).body("own")
				: unstorable().waitBeforeHead(head).body("le").waitAt(this.gate).body("ader"));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get(0));
		head.awaitReached();
		List<Call<ResponseEntity<String>>> waiters = start(40);
		this.callers.awaitWaiting(40);
		head.open();
		// None of these is answered before all of them have come
		this.origin.awaitRequests(41);
		others.open();
		assertThat(waiters).allSatisfy((call) -> verifyThat(call.get()).isMiss().hasBody("own"));
		this.gate.open();
		verifyThat(leader.get()).hasBody("leader");
	}

	@Test
	void aLeaderThatFailsSetsOthersFree() {
		open(Duration.ofSeconds(5));
		AtomicBoolean begun = new AtomicBoolean();
		this.origin.respondWith((request) -> begun.getAndSet(true) ? cacheable(200).body("own")
				: Reply.of(503).waitBeforeHead(this.gate));
		Call<ResponseEntity<String>> leader = this.callers.start(() -> get(0));
		this.gate.awaitReached();
		Call<ResponseEntity<String>> waiter = this.callers.start(() -> get(1));
		this.callers.awaitWaiting(1);
		this.gate.open();
		assertThat(leader.failure()).isNotNull();
		verifyThat(waiter.get()).hasBody("own");
	}

	@Test
	void anInstanceThatDiesDelaysOthersByItsLeaseAtMost() {
		open(Duration.ofMillis(400));
		this.origin.expect("GET /x").respond(cacheable(200).body("own"));
		CacheKey key = new CacheKey(this.origin.uri("/x").toString(), 0, 0);
		FetchLease lease = acquire(this.stores.get(0), this.stores.get(0).find(key).ticket(), key);
		assertThat(lease.elsewhere()).isNull();
		long start = System.nanoTime();
		verifyThat(get(1)).isMiss().hasBody("own");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200),
				Duration.ofMillis(2_000));
	}

	@Test
	void whoeverLookedBeforeTheAnswerWasStoredAndAsksAfterwardsLooksAgain() {
		open(Duration.ofSeconds(5));
		StoreTicket early = this.stores.get(1).find(KEY).ticket();
		this.stores.get(0).put(KEY, this.stores.get(0).find(KEY).ticket(), Responses.at(this.clock).build(), 16);
		FetchLease lease = acquire(this.stores.get(1), early);
		assertThat(lease.elsewhere()).isCompletedWithValue(Ending.STORED);
		StoreTicket late = this.stores.get(1).find(KEY).ticket();
		assertThat(late).isEqualTo(early);
		assertThat(acquire(this.stores.get(1), late).elsewhere()).isNull();
	}

	@Test
	void nobodyWaitsForAFetchFromBeforeAnInvalidation() {
		open(Duration.ofSeconds(5));
		assertThat(acquire(this.stores.get(0), this.stores.get(0).find(KEY).ticket()).elsewhere()).isNull();
		this.stores.get(1).invalidate(KEY.uri());
		assertThat(acquire(this.stores.get(2), this.stores.get(2).find(KEY).ticket()).elsewhere()).isNull();
	}

	@Test
	void onlyItsOwnerGivesALeaseBack() {
		open(Duration.ofSeconds(5));
		FetchLease first = acquire(this.stores.get(0), this.stores.get(0).find(KEY).ticket());
		String name = SERVER.command("KEYS", "*:lease:*");
		SERVER.command("SET", name, "another owner", "PX", "60000");
		first.release(Ending.NOTHING);
		this.stores.get(0).ping().join();
		assertThat(SERVER.command("GET", name)).isEqualTo("another owner");
	}

	@Test
	void whoSelectsAnotherVariantDoesNotWait() {
		open(Duration.ofSeconds(5));
		StoreTicket ticket = this.stores.get(0).find(KEY).ticket();
		assertThat(this.stores.get(0).leases().acquire(KEY, ticket, "GET", List.of("de")).join().elsewhere()).isNull();
		assertThat(this.stores.get(1).leases().acquire(KEY, ticket, "GET", List.of("en")).join().elsewhere()).isNull();
		assertThat(this.stores.get(1).leases().acquire(KEY, ticket, "GET", List.of("de")).join().elsewhere())
			.isNotNull();
		SERVER.command("PUBLISH", RedisStores.PREFIX + "leases", "rubbish");
		SERVER.command("PUBLISH", RedisStores.PREFIX + "leases", "");
		releaseAll();
	}

	private void releaseAll() {
		for (String name : SERVER.command("KEYS", "*:lease:*").split("\n")) {
			SERVER.command("PUBLISH", RedisStores.PREFIX + "leases", Ending.NOTHING.ordinal() + name);
		}
	}

	@Test
	void aHitAsksForNoLeaseAndAMissForOne() {
		open(Duration.ofSeconds(5));
		this.origin.always("GET /x").respond(cacheable(200).body("body"));
		get(0);
		this.stores.get(0).evict(new EvictionScope.All());
		get(0);
		RedisServers.await(() -> SERVER.command("KEYS", "*:lease:*").isEmpty());
		assertThat(commands(() -> verifyThat(get(0)).isHit())).isEqualTo("mget");
		this.stores.get(0).invalidate(this.origin.uri("/x").toString());
		assertThat(commands(() -> verifyThat(get(0)).isMiss())).startsWith("mget evalsha evalsha");
	}

	@Test
	void withoutALeaseEachInstanceFetches() {
		RedisStore store = new RedisStore(connection,
				new RedisStoreSettings(RedisStores.PREFIX, Duration.ofSeconds(10), Duration.ZERO), this.clock,
				Runnable::run);
		assertThat(acquire(store, store.find(KEY).ticket())).isSameAs(FetchLease.FREE);
		assertThat(SERVER.command("KEYS", "*:lease:*")).isEmpty();
		store.close();
	}

	private static String commands(Runnable task) {
		try (CommandMonitor monitor = CommandMonitor.of(SERVER)) {
			task.run();
			return String.join(" ", monitor.commands());
		}
	}

	private List<Call<ResponseEntity<String>>> start(int count) {
		return IntStream.range(0, count).mapToObj((i) -> this.callers.start(() -> get(i % INSTANCES))).toList();
	}

	private static Reply cacheable(int status) {
		return Reply.of(status).header("Cache-Control", "max-age=60");
	}

	private static Reply unstorable() {
		return Reply.of(200).header("Cache-Control", "no-store");
	}

}
