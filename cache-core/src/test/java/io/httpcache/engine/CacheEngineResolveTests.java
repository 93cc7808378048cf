package io.httpcache.engine;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.http.FieldLines;

import static io.httpcache.engine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine says after the network.
 */
class CacheEngineResolveTests extends EngineResolutions {

	@Test
	void aFreshResponseIsStored() {
		ResponseDecision.Store store = store(fetch(Given.get()), 200, "Cache-Control: max-age=60", "Connection: close",
				"Cache-Groups: \"g\"");
		assertThat(FieldLines.copyOf(store.fields()))
			.isEqualTo(Given.fields("Cache-Control: max-age=60", "Cache-Groups: \"g\""));
		assertThat(store.facts().originLifetime()).isEqualTo(60_000);
		assertThat(store.keepUntil()).isEqualTo(NOW + 60_000);
		assertThat(store.groups()).containsExactly("group:https://api.example.com g");
		assertThat(store.invalidation()).isEqualTo(Invalidation.NONE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "200 | max-age=60                            |            | 60000",
					"200 | max-age=60, stale-while-revalidate=5  |            | 65000",
					"200 | max-age=60, stale-if-error=7          |            | 67000",
					"200 | max-age=0, stale-if-error=7           |            | 7000",
					"404 | max-age=60, stale-if-error=7          |            | 67000",
					"404 | max-age=0, stale-if-error=7           |            |",
					"200 | max-age=60                            | ETag: \"a\" | 86460000",
					"200 | max-age=0                             | ETag: \"a\" | 86400000",
					"200 | no-cache                              | ETag: \"a\" | 86400000",
					"200 | max-age=60, must-revalidate, stale-if-error=7 |    | 60000",
					"404 | max-age=60                            | ETag: \"a\" | 60000",
					"200 | max-age=0                             |            |",
					"200 |                                       |            |",
					"302 | max-age=60                            |            | 60000",
					"302 | public                                |            |",
					"299 | max-age=60                            |            | 60000" })
	void itIsKeptForAsLongAsItIsOfUse(int status, String control, String validator, Long expected) {
		ResponseDecision decision = this.engine.resolve(fetch(Given.get()),
				Given.answer(status, (control != null) ? "Cache-Control: " + control : "", validator));
		if (expected != null) {
			assertThat(((ResponseDecision.Store) decision).keepUntil() - NOW).isEqualTo(expected);
		}
		else {
			assertThat(decision)
				.isEqualTo(new ResponseDecision.PassThrough(CacheReason.NO_FRESHNESS, Invalidation.NONE));
		}
	}

	@Test
	void whatIsStaleOnArrivalIsKeptForItsValidatorFromThen() {
		assertThat(store(fetch(Given.get()), 200, "Cache-Control: max-age=60", "Age: 70", "ETag: \"a\"").keepUntil())
			.isEqualTo(NOW + MARGIN);
	}

	@Test
	void theOptionForErrorsLengthensHowLongItIsKept() {
		CacheRequest request = Given.asking(RequestCacheOptions.NONE.staleIfError(Duration.ofSeconds(9)), "GET");
		assertThat(store(fetch(request), 200, "Cache-Control: max-age=60").keepUntil()).isEqualTo(NOW + 69_000);
		assertThat(store(fetch(request), 200).keepUntil()).isEqualTo(NOW + 9_000);
	}

	@Test
	void theOptionForFreshnessDoesToo() {
		CacheRequest request = Given.asking(RequestCacheOptions.NONE.ttl(Duration.ofSeconds(9)), "GET");
		assertThat(store(fetch(request), 200).keepUntil()).isEqualTo(NOW + 9_000);
	}

	@Test
	void aRefusalHasItsReason() {
		assertThat(passed(fetch(Given.get()), 200, "Cache-Control: no-store")).isEqualTo(CacheReason.NO_STORE);
		assertThat(passed(fetch(Given.get()), 206, "Cache-Control: max-age=60")).isEqualTo(CacheReason.PARTIAL_CONTENT);
		assertThat(passed(fetch(Given.get("Cache-Control: no-store")), 200, "Cache-Control: max-age=60"))
			.isEqualTo(CacheReason.REQUEST_NO_STORE);
		assertThat(passed(fetch(Given.get()), 200, "Cache-Control: max-age=60", "Content-Type: text/event-stream"))
			.isEqualTo(CacheReason.STREAMING);
		assertThat(passed(fetch(Given.get()), 200, "Cache-Control: max-age=60", "Content-Length: 99999999"))
			.isEqualTo(CacheReason.TOO_LARGE);
	}

	@Test
	void aConfiguredFreshnessThatMayNotApplyIsTheReason() {
		this.policy = Rules.with().ttl(Duration.ofMinutes(1)).rules();
		assertThat(passed(fetch(Given.get()), 200, "Set-Cookie: a=b")).isEqualTo(CacheReason.SET_COOKIE);
		assertThat(store(fetch(Given.get()), 200).keepUntil()).isEqualTo(NOW + 60_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void aFailingOriginIsStoodInFor(int status) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=10");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.get(), stored);
		assertThat(this.engine.resolve(fetch, Given.answerAt(NOW + 69_999, status)))
			.isEqualTo(new ResponseDecision.ServeStale(stored, Rendition.WHOLE, 69, -10, CacheReason.STALE_IF_ERROR));
		assertThat(this.engine.resolve(fetch, Given.answerAt(NOW + 70_000, status)))
			.isInstanceOf(ResponseDecision.PassThrough.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 501, 505, 404, 429 })
	void anyOtherStatusIsAnAnswer(int status) {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=10");
		assertThat(this.engine.resolve(fetchAt(60_000, Given.get(), stored), Given.answerAt(NOW + 60_000, status)))
			.isInstanceOf(ResponseDecision.PassThrough.class);
	}

	@Test
	void anErrorThatNothingStandsInForMayBeStored() {
		assertThat(store(fetch(Given.get()), 503, "Cache-Control: max-age=5").keepUntil()).isEqualTo(NOW + 5_000);
	}

	@Test
	void noAnswerAtAllIsAFailure() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=10");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.get("Range: bytes=0-9"), stored);
		assertThat(this.engine.failed(fetch, NOW + 69_999)).isInstanceOfSatisfying(ResponseDecision.ServeStale.class,
				(stale) -> {
					assertThat(stale.response()).isSameAs(stored);
					assertThat(stale.rendition().form()).isEqualTo(Rendition.Form.PARTIAL);
					assertThat(stale.age()).isEqualTo(69);
					assertThat(stale.ttl()).isEqualTo(-10);
				});
		ResponseDecision handOn = new ResponseDecision.PassThrough(null, Invalidation.NONE);
		assertThat(this.engine.failed(fetch, NOW + 70_000)).isEqualTo(handOn);
		assertThat(this.engine.failed(fetch(Given.get()), NOW)).isEqualTo(handOn);
	}

	@Test
	void theAnswerToAPostMayServeLaterGets() {
		// RFC 9110 §9.3.3
		String here = "Content-Location: /things/1?q=a";
		CacheRequest get = Given.request("POST").asGet();
		assertThat(this.engine.represent(get, this.policy, Given.answer(200, here, "Cache-Control: max-age=60")))
			.isNotNull()
			.extracting(ResponseDecision.Store::keepUntil)
			.isEqualTo(NOW + 60_000);
		assertThat(this.engine.represent(get, this.policy, Given.answer(200, "Cache-Control: max-age=60"))).isNull();
		assertThat(this.engine.represent(get, this.policy, Given.answer(200, here))).isNull();
		assertThat(this.engine.represent(get, this.policy, Given.answer(200, here, "ETag: \"a\""))).isNull();
		assertThat(this.engine.represent(get, this.policy,
				Given.answer(200, here, "ETag: \"a\"", "Cache-Control: max-age=0")))
			.isNull();
		assertThat(
				this.engine.represent(get, this.policy, Given.answer(200, here, "Cache-Control: max-age=60, no-store")))
			.isNull();
	}

	@Test
	void eachDecisionReachesItsOwnMethod() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=10", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.get(), stored);
		assertThat(List.of(this.engine.resolve(fetch, Given.answer(200, "Cache-Control: max-age=1")),
				this.engine.resolve(fetch, Given.answer(304)),
				this.engine.resolve(fetch, Given.answer(304, "ETag: \"b\"")), this.engine.failed(fetch, NOW),
				this.engine.failed(fetch, NOW + 99_000)))
			.extracting((decision) -> decision.accept(new Names()))
			.containsExactly("store", "freshen", "fetchAgain", "serveStale", "passThrough");
		assertThat(List.of(fetch, new RequestDecision.Unsatisfiable(), new RequestDecision.Bypass(CacheReason.METHOD),
				this.engine.decide(Given.get(), this.policy, List.of(stored), false, NOW)))
			.extracting((decision) -> decision.accept(new Names()))
			.containsExactly("fetch", "unsatisfiable", "bypass", "serve");
	}

	/** Says which method was called. */
	private static final class Names implements RequestDecision.Visitor<String, RuntimeException>,
			ResponseDecision.Visitor<String, RuntimeException> {

		@Override
		public String serve(RequestDecision.Serve decision) {
			return "serve";
		}

		@Override
		public String fetch(RequestDecision.Fetch decision) {
			return "fetch";
		}

		@Override
		public String unsatisfiable(RequestDecision.Unsatisfiable decision) {
			return "unsatisfiable";
		}

		@Override
		public String bypass(RequestDecision.Bypass decision) {
			return "bypass";
		}

		@Override
		public String store(ResponseDecision.Store decision) {
			return "store";
		}

		@Override
		public String freshen(ResponseDecision.Freshen decision) {
			return "freshen";
		}

		@Override
		public String serveStale(ResponseDecision.ServeStale decision) {
			return "serveStale";
		}

		@Override
		public String passThrough(ResponseDecision.PassThrough decision) {
			return "passThrough";
		}

		@Override
		public String fetchAgain(ResponseDecision.FetchAgain decision) {
			return "fetchAgain";
		}

	}

}
