package io.httpcache.client.blocking;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.http.ResponseEntity;

import io.httpcache.CacheReason;
import io.httpcache.test.Callers;
import io.httpcache.test.Callers.Call;
import io.httpcache.test.Gate;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;

/**
 * What was fetched before a write ended does not come back after it.
 */
class InvalidationRaceTests extends BlockingTestSupport {

	private final Callers callers = new Callers();

	private final Gate gate = new Gate();

	@Test
	void aSlowGetThatBeganBeforeAPostEndedIsNotStored() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("old"));
		this.origin.expect("POST /x").respond(200);
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("new"));
		Call<ResponseEntity<String>> slow = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		post("/x");
		this.gate.open();
		verifyThat(slow.get()).isMiss().isNotStored(CacheReason.INVALIDATED).hasBody("old");
		verifyThat(get("/x")).isMiss().isStored().hasBody("new");
	}

	@Test
	void aSlowBodyIsNotStoredEither() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("o").waitAt(this.gate).body("ld"));
		this.origin.expect("POST /x").respond(200);
		this.origin.expect("GET /x").respond(200);
		Call<ResponseEntity<String>> slow = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		post("/x");
		this.gate.open();
		verifyThat(slow.get()).isNotStored(CacheReason.INVALIDATED).hasBody("old");
		verifyThat(get("/x")).isMiss();
	}

	@Test
	void aGetThatBeganWhileThePostWasUnderWayIsNotStored() {
		Gate write = new Gate();
		this.origin.expect("POST /x").respond(Reply.of(200).waitBeforeHead(write));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("old"));
		this.origin.expect("GET /x").respond(200);
		Call<Boolean> writing = this.callers.start(() -> {
			post("/x");
			return true;
		});
		write.awaitReached();
		Call<ResponseEntity<String>> slow = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		write.open();
		writing.get();
		this.gate.open();
		verifyThat(slow.get()).isNotStored(CacheReason.INVALIDATED);
		verifyThat(get("/x")).isMiss();
	}

	@Test
	void whatACallOfTheApplicationDroppedDoesNotComeBack() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("old"));
		this.origin.expect("GET /x").respond(200);
		Call<ResponseEntity<String>> slow = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		this.cache.clear();
		this.gate.open();
		verifyThat(slow.get()).isNotStored(CacheReason.INVALIDATED);
		verifyThat(get("/x")).isMiss();
	}

	@Test
	void aConfirmationOfWhatWasInvalidatedDoesNotBringItBack() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).header("ETag", "\"1\"").body("old"));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(304)).waitBeforeHead(this.gate));
		this.origin.expect("POST /x").respond(200);
		this.origin.expect("GET /x").respond(200);
		get("/x");
		this.clock.advance(Duration.ofSeconds(60));
		Call<ResponseEntity<String>> slow = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		post("/x");
		this.gate.open();
		verifyThat(slow.get()).isRevalidated().isNotStored(CacheReason.INVALIDATED).hasBody("old");
		verifyThat(get("/x")).isMiss().hasStatusField("httpcache; fwd=uri-miss; detail=NO_FRESHNESS");
	}

	@Test
	void whoeverStartsAfterTheWriteDoesNotJoinAFetchThatBeganBefore() {
		Gate second = new Gate();
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).waitBeforeHead(this.gate).body("old"));
		this.origin.expect("POST /x").respond(200);
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).waitBeforeHead(second).body("new"));
		Call<ResponseEntity<String>> before = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		Call<ResponseEntity<String>> waiter = this.callers.start(() -> get("/x"));
		this.callers.awaitWaiting(1);
		post("/x");
		Call<ResponseEntity<String>> after = this.callers.start(() -> get("/x"));
		second.awaitReached();
		Call<ResponseEntity<String>> joined = this.callers.start(() -> get("/x"));
		this.callers.awaitWaiting(2);
		this.gate.open();
		verifyThat(before.get()).hasBody("old");
		verifyThat(waiter.get()).isCollapsed().hasBody("old");
		second.open();
		verifyThat(after.get()).isMiss().isStored().hasBody("new");
		verifyThat(joined.get()).isCollapsed().hasBody("new");
		verifyThat(get("/x")).isHit().hasBody("new");
	}

}
