package io.httpcache.engine;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;

import static io.httpcache.engine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a response answers after its freshness, and when it may only stand in.
 */
class CacheEngineStaleTests extends EngineDecisions {

	@ParameterizedTest
	@CsvSource({ "max-stale=5, 65000, true", "max-stale=5, 65001, false", "max-stale, 9999999, true",
			"'max-stale=5, max-age=64', 65000, false", "'max-stale=5, no-cache', 61000, false",
			"max-stale=0, 60000, true", "max-stale=x, 60000, false" })
	void aRequestMayAcceptWhatIsStale(String directive, long millis, boolean expected) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		RequestDecision decision = decide(Given.get("Cache-Control: " + directive), millis, stored);
		if (expected) {
			assertThat(decision).isInstanceOfSatisfying(RequestDecision.Serve.class, (serve) -> {
				assertThat(serve.outcome()).isEqualTo(CacheOutcome.STALE);
				assertThat(serve.ttl()).isNegative();
				assertThat(serve.refresh()).isNull();
			});
		}
		else {
			assertThat(decision).isInstanceOf(RequestDecision.Fetch.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "must-revalidate", "no-cache" })
	void unlessTheOriginForbidsIt(String directive) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-while-revalidate=60, " + directive);
		assertThat(fetch(Given.get("Cache-Control: max-stale"), 61_000, stored).forward())
			.isEqualTo(ForwardReason.STALE);
	}

	@Test
	void staleWhileRevalidateServesAndRefreshes() {
		// RFC 5861 §3
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-while-revalidate=10", "ETag: \"a\"");
		RequestDecision.Serve serve = serve(Given.get(), 60_000, stored);
		assertThat(serve.outcome()).isEqualTo(CacheOutcome.STALE);
		assertThat(serve.ttl()).isEqualTo(-1);
		assertThat(serve.age()).isEqualTo(60);
		assertThat(serve.refresh()).isNotNull();
		assertThat(serve.refresh().conditions()).isEqualTo(Given.fields("If-None-Match: \"a\""));
		assertThat(serve.refresh().forward()).isEqualTo(ForwardReason.STALE);
		assertThat(serve.refresh().collapsible()).isFalse();
		assertThat(serve(Given.get(), 69_999, stored).ttl()).isEqualTo(-10);
		assertThat(fetch(Given.get(), 70_000, stored).forward()).isEqualTo(ForwardReason.STALE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-cache", "max-age=60", "min-fresh=0" })
	void staleWhileRevalidateDoesNotOverruleTheRequest(String directive) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-while-revalidate=10");
		assertThat(fetch(Given.get("Cache-Control: " + directive), 61_000, stored)).isNotNull();
	}

	@Test
	void onlyIfCachedMayAcceptWhatWouldStandInOnError() {
		CacheRequest request = Given
			.asking(RequestCacheOptions.NONE.onlyIfCached().staleIfError(Duration.ofSeconds(10)), "GET");
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-while-revalidate=10");
		RequestDecision.Serve serve = serve(request, 69_999, stored);
		assertThat(serve.outcome()).isEqualTo(CacheOutcome.STALE);
		assertThat(serve.refresh()).isNull();
		assertThat(decide(request, 70_000, stored)).isEqualTo(UNSATISFIABLE);
		Given.Stored strict = Given.stored("Cache-Control: max-age=60, must-revalidate");
		assertThat(decide(request, 60_000, strict)).isEqualTo(UNSATISFIABLE);
		// Fresh but not acceptable is no failure of the origin
		CacheRequest picky = Given.asking(RequestCacheOptions.NONE.onlyIfCached().staleIfError(Duration.ofSeconds(10)),
				"GET", "Cache-Control: min-fresh=50");
		assertThat(decide(picky, 20_000, stored)).isEqualTo(UNSATISFIABLE);
	}

	@Test
	void anOfflineCacheServesWhatIsStale() {
		// RFC 9111 §4.2.4
		CacheEngine offline = new CacheEngine(CacheMode.PRIVATE, true, false);
		List<Given.Stored> stored = List.of(Given.stored("Cache-Control: max-age=60"));
		List<Given.Stored> strict = List.of(Given.stored("Cache-Control: max-age=60, must-revalidate"));
		assertThat(offline.decide(Given.get(), this.policy, stored, false, NOW + 999_000)).isInstanceOfSatisfying(
				RequestDecision.Serve.class, (serve) -> assertThat(serve.outcome()).isEqualTo(CacheOutcome.STALE));
		assertThat(offline.decide(Given.get(), this.policy, List.of(stored.get(0).expired()), false, NOW))
			.isInstanceOfSatisfying(RequestDecision.Serve.class, (serve) -> assertThat(serve.ttl()).isEqualTo(-1));
		assertThat(offline.decide(Given.get(), this.policy, strict, false, NOW + 60_000)).isEqualTo(UNSATISFIABLE);
		assertThat(offline.decide(Given.get(), this.policy, List.of(), false, NOW)).isEqualTo(UNSATISFIABLE);
	}

	@Test
	void aStaleResponseMayStandInUntilItsWindowEnds() {
		// RFC 5861 §4
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=10");
		RequestDecision.Fetch fetch = fetch(Given.get(), 60_000, stored);
		assertThat(fetch.standIn()).isSameAs(stored);
		assertThat(fetch.standInUntil()).isEqualTo(NOW + 70_000);
		assertThat(fetch(Given.get(), 60_000, Given.stored("Cache-Control: max-age=60")).standIn()).isNull();
	}

	@Test
	void whoWantsTheOriginsWordGetsNoStandInUnlessItAskedForOne() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=10");
		assertThat(fetch(Given.get("Cache-Control: no-cache"), 0, stored).standIn()).isNull();
		assertThat(fetch(Given.get("Cache-Control: no-cache, stale-if-error=5"), 0, stored).standIn()).isSameAs(stored);
		assertThat(fetch(Given.asking(RequestCacheOptions.NONE.refresh().staleIfError(Duration.ofSeconds(5)), "GET"), 0,
				stored)
			.standIn()).isSameAs(stored);
	}

	@Test
	void anOriginThatJustFailedIsNotAskedWhileSomethingCanStandIn() {
		this.paused = true;
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=10");
		RequestDecision.Serve serve = serve(Given.get(), 69_999, stored);
		assertThat(serve.outcome()).isEqualTo(CacheOutcome.STALE_IF_ERROR);
		assertThat(serve.ttl()).isEqualTo(-10);
		assertThat(fetch(Given.get(), 70_000, stored)).isNotNull();
		assertThat(fetch(Given.get(), 60_000, Given.stored("Cache-Control: max-age=60"))).isNotNull();
		assertThat(serve(Given.get(), 1, stored).outcome()).isEqualTo(CacheOutcome.HIT);
	}

	@Test
	void patienceEndsForWhatMayAnswerStale() {
		this.policy = Rules.with().softTimeout(Duration.ofMillis(200)).rules();
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		RequestDecision.Fetch fetch = fetch(Given.get(), 60_000, stored);
		assertThat(fetch.patience()).isEqualTo(new RequestDecision.Patience(200, stored, NOW + 60_000 + 86_400_000));
		assertThat(this.engine.late(fetch, NOW + 61_500))
			.isEqualTo(new ResponseDecision.ServeStale(stored, Rendition.WHOLE, 61, -2, CacheReason.SOFT_TIMEOUT));
		assertThat(fetch.standIn()).as("a slow origin only").isNull();
	}

	@Test
	void theWindowForErrorsIsThatForSlownessToo() {
		this.policy = Rules.with().softTimeout(Duration.ofMillis(200)).staleIfError(Duration.ofSeconds(10)).rules();
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		RequestDecision.Fetch fetch = fetch(Given.get(), 69_999, stored);
		assertThat(this.engine.late(fetch, NOW + 69_999)).isNotNull();
		assertThat(this.engine.late(fetch, NOW + 70_000)).as("ended in the middle").isNull();
		assertThat(fetch(Given.get(), 70_000, stored).patience()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "must-revalidate", "no-cache" })
	void nobodyLeavesWithWhatTheOriginForbidsToUseStale(String directive) {
		this.policy = Rules.with().softTimeout(Duration.ofMillis(200)).rules();
		assertThat(fetch(Given.get(), 60_000, Given.stored("Cache-Control: max-age=60, " + directive, "ETag: \"a\""))
			.patience()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-cache", "max-age=0", "max-age=30", "min-fresh=1", "no-store" })
	void whoWantsNothingStaleWaits(String directive) {
		this.policy = Rules.with().softTimeout(Duration.ofMillis(200)).rules();
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		assertThat(fetch(Given.get("Cache-Control: " + directive), 60_000, stored).patience()).isNull();
	}

	@Test
	void withoutAStaleResponseThereIsNothingToLeaveWith() {
		this.policy = Rules.with().softTimeout(Duration.ofMillis(200)).rules();
		assertThat(fetch(Given.get(), 0).patience()).isNull();
		assertThat(this.engine.late(fetch(Given.get(), 0), NOW)).isNull();
		assertThat(fetch(Given.get(), 0, Given.stored("Cache-Control: max-age=60").expired()).patience()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "60000, true", "69999, true", "70000, false" })
	void whatIsAllowedByHandAnswersUntilItsEnd(long millis, boolean expected) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		RequestDecision decision = this.engine.decide(Given.get(), this.policy, List.of(stored), false, 10_000,
				NOW + millis);
		assertThat(decision instanceof RequestDecision.Serve serve && serve.detail() == CacheReason.OUTAGE
				&& serve.outcome() == CacheOutcome.STALE && serve.refresh() != null)
			.isEqualTo(expected);
	}

	@Test
	void whatIsAllowedByHandStandsInForAFailureOfWhatWasExpired() {
		Given.Stored expired = Given.stored("Cache-Control: max-age=60").expired();
		RequestDecision decision = this.engine.decide(Given.get(), this.policy, List.of(expired), false, 10_000, NOW);
		assertThat(decision).isInstanceOfSatisfying(RequestDecision.Fetch.class, (fetch) -> {
			assertThat(fetch.standIn()).isSameAs(expired);
			assertThat(fetch.standInUntil()).isEqualTo(NOW + 70_000);
		});
	}

}
