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
 * What the engine says before the network.
 */
class CacheEngineDecideTests {

	private static final RequestDecision UNSATISFIABLE = new RequestDecision.Unsatisfiable();

	private final CacheEngine engine = new CacheEngine(CacheMode.PRIVATE, false, false);

	private CachePolicy policy = CachePolicy.DEFAULT;

	private boolean paused;

	@Test
	void nothingStoredIsAMissThatOthersMayWaitFor() {
		RequestDecision.Fetch fetch = fetch(Given.get(), 0);
		assertThat(fetch.forward()).isEqualTo(ForwardReason.URI_MISS);
		assertThat(fetch.conditions().lines()).isEmpty();
		assertThat(fetch.validated()).isEmpty();
		assertThat(fetch.standIn()).isNull();
		assertThat(fetch.refusal()).isNull();
		assertThat(fetch.collapsible()).isTrue();
	}

	@Test
	void anotherVariantIsAVaryMissThatNamesItsTag() {
		Given.Stored other = Given.stored(Given.get("Accept: a"), 200, "ETag: \"a\"", "Vary: Accept",
				"Cache-Control: max-age=60");
		RequestDecision.Fetch fetch = fetch(Given.get("Accept: b"), 0, other);
		assertThat(fetch.forward()).isEqualTo(ForwardReason.VARY_MISS);
		assertThat(fetch.conditions()).isEqualTo(Given.fields("If-None-Match: \"a\""));
		assertThat(fetch.validated()).containsExactly(other);
		assertThat(fetch.collapsible()).isTrue();
	}

	@Test
	void aVariantWithoutATagIsNotNamed() {
		Given.Stored other = Given.stored(Given.get("Accept: a"), 200, "Last-Modified: {-10s}", "Vary: Accept");
		assertThat(fetch(Given.get("Accept: b"), 0, other).validated()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, 60, 0", "1, 59, 0", "59999, 0, 59", "59001, 0, 59", "59000, 1, 59" })
	void aFreshResponseIsServed(long millis, long ttl, long age) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		RequestDecision.Serve serve = serve(Given.get(), millis, stored);
		assertThat(serve.response()).isSameAs(stored);
		assertThat(serve.outcome()).isEqualTo(CacheOutcome.HIT);
		assertThat(serve.rendition()).isEqualTo(Rendition.WHOLE);
		assertThat(serve.ttl()).isEqualTo(ttl);
		assertThat(serve.age()).isEqualTo(age);
		assertThat(serve.refresh()).isNull();
	}

	@Test
	void atTheEndOfItsLifetimeItIsStale() {
		// RFC 9111 §4.2: fresh while the lifetime is greater than the age
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetch(Given.get(), 60_000, stored);
		assertThat(fetch.forward()).isEqualTo(ForwardReason.STALE);
		assertThat(fetch.conditions()).isEqualTo(Given.fields("If-None-Match: \"a\""));
		assertThat(fetch.validated()).containsExactly(stored);
		assertThat(fetch.collapsible()).isTrue();
	}

	@Test
	void whatWasExpiredByHandIsStaleWhateverItsLifetime() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-while-revalidate=60").expired();
		assertThat(fetch(Given.get(), 1, stored).forward()).isEqualTo(ForwardReason.STALE);
		assertThat(fetch(Given.get(), 61_000, stored).forward()).isEqualTo(ForwardReason.STALE);
		assertThat(fetch(Given.get("Cache-Control: max-stale"), 61_000, stored).forward())
			.isEqualTo(ForwardReason.STALE);
	}

	@Test
	void theNewestMatchingVariantIsServed() {
		Given.Stored newer = Given.stored("Cache-Control: max-age=60", "X-Own: b");
		Given.Stored older = Given.stored("Cache-Control: max-age=60", "X-Own: a");
		assertThat(serve(Given.get(), 0, newer, older).response()).isSameAs(newer);
	}

	@Test
	void theAnswerToAHeadAnswersHeadsOnly() {
		Given.Stored head = Given.stored(Given.request("HEAD"), 200, "Cache-Control: max-age=60", "ETag: \"a\"");
		Given.Stored get = Given.stored("Cache-Control: max-age=60");
		assertThat(serve(Given.request("HEAD"), 0, head).rendition()).isEqualTo(Rendition.WITHOUT_BODY);
		assertThat(serve(Given.request("HEAD"), 0, get).rendition()).isEqualTo(Rendition.WITHOUT_BODY);
		assertThat(serve(Given.get(), 0, head, get).response()).isSameAs(get);
		assertThat(fetch(Given.get(), 0, head).conditions().lines()).isEmpty();
		assertThat(fetch(Given.get(), 0, head).validated()).isEmpty();
	}

	@Test
	void aHeadIsSentAsItIsAndMayConfirmTheStoredGet() {
		// RFC 9111 §4.3.5
		Given.Stored get = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		Given.Stored other = Given.stored(Given.get("Accept: a"), 200, "ETag: \"b\"", "Vary: Accept");
		RequestDecision.Fetch fetch = fetch(Given.request("HEAD"), 60_000, get, other);
		assertThat(fetch.conditions().lines()).isEmpty();
		assertThat(fetch.validated()).containsExactly(get);
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-cache", "max-age=0", "max-age=9", "min-fresh=51" })
	void aRequestMayRefuseWhatIsFresh(String directive) {
		// RFC 9111 §5.2.1
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetch(Given.get("Cache-Control: " + directive), 10_000, stored);
		assertThat(fetch.forward()).isEqualTo(ForwardReason.REQUEST);
		assertThat(fetch.conditions().lines()).hasSize(1);
		assertThat(fetch.collapsible()).isEqualTo(!directive.equals("no-cache") && !directive.equals("max-age=0"));
	}

	@Test
	void maxAgeZeroRefusesEvenWhatHasJustArrived() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		assertThat(fetch(Given.get("Cache-Control: max-age=0"), 0, stored).forward()).isEqualTo(ForwardReason.REQUEST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-age=10", "min-fresh=50", "max-stale=0", "max-age=60, min-fresh=0", "no-transform" })
	void orAcceptIt(String directive) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		assertThat(serve(Given.get("Cache-Control: " + directive), 10_000, stored).outcome())
			.isEqualTo(CacheOutcome.HIT);
	}

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
	void noCacheIsValidatedBeforeEachUse() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, no-cache");
		assertThat(fetch(Given.get(), 0, stored).forward()).isEqualTo(ForwardReason.REQUEST);
		this.policy = Rules.with().ignoring(Prohibition.NO_CACHE).rules();
		assertThat(serve(Given.get(), 0, stored).outcome()).isEqualTo(CacheOutcome.HIT);
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
	void noStoreIsNeitherAnsweredNorStored() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetch(Given.get("Cache-Control: no-store"), 0, stored);
		assertThat(fetch.forward()).isEqualTo(ForwardReason.REQUEST);
		assertThat(fetch.refusal()).isEqualTo(CacheReason.REQUEST_NO_STORE);
		assertThat(fetch.conditions().lines()).isEmpty();
		assertThat(fetch.validated()).isEmpty();
		assertThat(fetch.collapsible()).isFalse();
		assertThat(fetch.standIn()).isNull();
	}

	@Test
	void aReadOnlyCacheStoresNothing() {
		CacheEngine readOnly = new CacheEngine(CacheMode.PRIVATE, false, true);
		RequestDecision decision = readOnly.decide(Given.get(), this.policy, List.of(), false, NOW);
		assertThat(((RequestDecision.Fetch) decision).refusal()).isEqualTo(CacheReason.READ_ONLY);
		assertThat(((RequestDecision.Fetch) decision).collapsible()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "If-None-Match: \"z\"", "If-Modified-Since: {-99s}", "If-Match: \"a\"",
			"If-Unmodified-Since: {0s}", "Cache-Control: no-cache", "Cache-Control: max-age=0", "Range: bytes=0-1" })
	void nobodyWaitsForASpecialRequest(String line) {
		assertThat(fetch(Given.get(line), 0).collapsible()).isFalse();
		Given.Stored stale = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		assertThat(fetch(Given.get(line), 60_000, stale).collapsible()).isFalse();
		Given.Stored other = Given.stored(Given.get("Accept: a"), 200, "Vary: Accept");
		assertThat(fetch(Given.get(line), 0, other).collapsible()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "If-Match: \"a\"", "If-Unmodified-Since: {0s}" })
	void someConditionsOnlyTheOriginMayAnswer(String line) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetch(Given.get(line), 0, stored);
		assertThat(fetch.forward()).isEqualTo(ForwardReason.REQUEST);
		assertThat(fetch.conditions().lines()).isEmpty();
		assertThat(fetch.validated()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET, 200, bytes=0-9, PARTIAL", "GET, 200, 'bytes=0-1,4-5',", "GET, 200, lines=0-1,",
			"GET, 404, bytes=0-9,", "HEAD, 200, 'bytes=0-1,4-5', WITHOUT_BODY" })
	void aRangeIsServedFromAWholeResponse(String method, int status, String range, Rendition.Form expected) {
		Given.Stored stored = Given.stored(Given.get(), status, "Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision decision = decide(Given.request(method, "Range: " + range), 0, stored);
		if (expected != null) {
			assertThat(((RequestDecision.Serve) decision).rendition().form()).isEqualTo(expected);
		}
		else {
			RequestDecision.Fetch fetch = (RequestDecision.Fetch) decision;
			assertThat(fetch.forward()).isEqualTo(ForwardReason.PARTIAL);
			assertThat(fetch.conditions().lines()).isEmpty();
		}
	}

	@Test
	void aRangeOfWhatIsStaleIsTheOriginsAndCarriesNoCondition() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetch(Given.get("Range: bytes=0-1"), 60_000, stored);
		assertThat(fetch.conditions().lines()).isEmpty();
		assertThat(fetch.validated()).isEmpty();
	}

	@Test
	void onlyIfCachedIsAnsweredFromTheCacheOrNotAtAll() {
		// RFC 9111 §5.2.1.7
		CacheRequest request = Given.get("Cache-Control: only-if-cached");
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=60");
		assertThat(serve(request, 59_999, stored).outcome()).isEqualTo(CacheOutcome.HIT);
		assertThat(decide(request, 60_000, stored)).isEqualTo(UNSATISFIABLE);
		assertThat(decide(request, 0)).isEqualTo(UNSATISFIABLE);
		assertThat(decide(Given.get("Cache-Control: only-if-cached, no-store"), 0, stored)).isEqualTo(UNSATISFIABLE);
		assertThat(decide(Given.get("Cache-Control: only-if-cached, no-cache"), 0, stored)).isEqualTo(UNSATISFIABLE);
		assertThat(serve(Given.get("Cache-Control: only-if-cached, max-stale=1"), 61_000, stored).outcome())
			.isEqualTo(CacheOutcome.STALE);
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
	void aForcedRefreshAsksForTheWhole() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch forced = fetch(Given.asking(RequestCacheOptions.NONE.forceRefresh(), "GET"), 0, stored);
		assertThat(forced.conditions().lines()).isEmpty();
		assertThat(forced.validated()).isEmpty();
		RequestDecision.Fetch refresh = fetch(Given.asking(RequestCacheOptions.NONE.refresh(), "GET"), 0, stored);
		assertThat(refresh.conditions()).isEqualTo(Given.fields("If-None-Match: \"a\""));
		assertThat(refresh.forward()).isEqualTo(ForwardReason.REQUEST);
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

	@ParameterizedTest
	@CsvSource({ "0, false", "47999, false", "48000, true", "59999, true" })
	void refreshAheadBeginsAfterItsShareOfTheLifetime(long millis, boolean expected) {
		this.policy = Rules.with().refreshAhead(0.8).rules();
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		RequestDecision.Serve serve = serve(Given.get(), millis, stored);
		assertThat(serve.outcome()).isEqualTo(CacheOutcome.HIT);
		assertThat(serve.refresh() != null).isEqualTo(expected);
		assertThat(serve(Given.get("Cache-Control: only-if-cached"), millis, stored).refresh()).isNull();
	}

	@Test
	void refreshAheadCountsFromTheArrival() {
		this.policy = Rules.with().refreshAhead(0.5).rules();
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "Age: 40");
		assertThat(serve(Given.get(), 9_999, stored).refresh()).isNull();
		assertThat(serve(Given.get(), 10_000, stored).refresh()).isNotNull();
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

	@Test
	void aRequestMayLengthenOrShortenFreshnessByAnOption() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		assertThat(serve(Given.asking(RequestCacheOptions.NONE.ttl(Duration.ofSeconds(90)), "GET"), 89_999, stored)
			.outcome()).isEqualTo(CacheOutcome.HIT);
		assertThat(fetch(Given.asking(RequestCacheOptions.NONE.ttl(Duration.ofSeconds(5)), "GET"), 5_000, stored)
			.forward()).isEqualTo(ForwardReason.STALE);
	}

	private RequestDecision decide(CacheRequest request, long millis, Given.Stored... stored) {
		return this.engine.decide(request, this.policy, List.of(stored), this.paused, NOW + millis);
	}

	private RequestDecision.Serve serve(CacheRequest request, long millis, Given.Stored... stored) {
		RequestDecision decision = decide(request, millis, stored);
		assertThat(decision).isInstanceOf(RequestDecision.Serve.class);
		return (RequestDecision.Serve) decision;
	}

	private RequestDecision.Fetch fetch(CacheRequest request, long millis, Given.Stored... stored) {
		RequestDecision decision = decide(request, millis, stored);
		assertThat(decision).isInstanceOf(RequestDecision.Fetch.class);
		return (RequestDecision.Fetch) decision;
	}

}
