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
class CacheEngineDecideTests extends EngineDecisions {

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

	@Test
	void noCacheIsValidatedBeforeEachUse() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, no-cache");
		assertThat(fetch(Given.get(), 0, stored).forward()).isEqualTo(ForwardReason.REQUEST);
		this.policy = Rules.with().ignoring(Prohibition.NO_CACHE).rules();
		assertThat(serve(Given.get(), 0, stored).outcome()).isEqualTo(CacheOutcome.HIT);
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
	void aForcedRefreshAsksForTheWhole() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch forced = fetch(Given.asking(RequestCacheOptions.NONE.forceRefresh(), "GET"), 0, stored);
		assertThat(forced.conditions().lines()).isEmpty();
		assertThat(forced.validated()).isEmpty();
		RequestDecision.Fetch refresh = fetch(Given.asking(RequestCacheOptions.NONE.refresh(), "GET"), 0, stored);
		assertThat(refresh.conditions()).isEqualTo(Given.fields("If-None-Match: \"a\""));
		assertThat(refresh.forward()).isEqualTo(ForwardReason.REQUEST);
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
	void aRequestMayLengthenOrShortenFreshnessByAnOption() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60");
		assertThat(serve(Given.asking(RequestCacheOptions.NONE.ttl(Duration.ofSeconds(90)), "GET"), 89_999, stored)
			.outcome()).isEqualTo(CacheOutcome.HIT);
		assertThat(fetch(Given.asking(RequestCacheOptions.NONE.ttl(Duration.ofSeconds(5)), "GET"), 5_000, stored)
			.forward()).isEqualTo(ForwardReason.STALE);
	}

}
