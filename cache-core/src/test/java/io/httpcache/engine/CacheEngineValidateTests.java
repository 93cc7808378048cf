package io.httpcache.engine;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.httpcache.CacheReason;

import static io.httpcache.engine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine makes of answers to conditions and to HEAD (RFC 9111 §4.3).
 */
class CacheEngineValidateTests extends EngineResolutions {

	@Test
	void a304FreshensTheStoredResponse() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"", "X-Own: a");
		ResponseDecision.Freshen freshen = freshen(fetchAt(60_000, Given.get(), stored), NOW + 60_000, 304,
				"ETag: \"a\"", "X-Own: b", "Connection: X-Hop", "X-Hop: c");
		assertThat(freshen.before()).isSameAs(stored);
		assertThat(freshen.fields()).isEqualTo(Given.fields("Cache-Control: max-age=60", "ETag: \"a\"", "X-Own: b"));
		assertThat(freshen.facts().responseTime()).isEqualTo(NOW + 60_000);
		assertThat(freshen.keepUntil()).isEqualTo(NOW + 120_000 + MARGIN);
		assertThat(freshen.update()).isTrue();
		assertThat(freshen.rendition()).isEqualTo(Rendition.WHOLE);
	}

	@Test
	void a304AnswersTheCallersOwnCondition() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		assertThat(freshen(fetchAt(60_000, Given.get("If-None-Match: \"a\""), stored), NOW + 60_000, 304, "ETag: \"a\"")
			.rendition()).isEqualTo(Rendition.NOT_MODIFIED);
	}

	@Test
	void a304ThatForbidsStoringEndsTheStoredResponse() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		assertThat(
				freshen(fetchAt(60_000, Given.get(), stored), NOW + 60_000, 304, "Cache-Control: no-store").keepUntil())
			.isEqualTo(NOW + 60_000);
	}

	@Test
	void a304ChangesNothingInAReadOnlyCache() {
		CacheEngine readOnly = new CacheEngine(CacheMode.PRIVATE, false, true);
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = (RequestDecision.Fetch) readOnly.decide(Given.get(), this.policy, List.of(stored),
				false, NOW + 60_000);
		assertThat(((ResponseDecision.Freshen) readOnly.resolve(fetch, Given.answer(304))).update()).isFalse();
	}

	@Test
	void a304WithACookieTakesTheConfiguredFreshnessAway() {
		this.policy = Rules.with().ttl(Duration.ofMinutes(1)).rules();
		Given.Stored stored = Given.stored("ETag: \"a\"");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.get(), stored);
		assertThat(freshen(fetch, NOW, 304).facts().configurable()).isTrue();
		assertThat(freshen(fetch, NOW, 304, "Set-Cookie: a=b").facts().configurable()).isFalse();
	}

	@Test
	void a304ForWhatIsNotStoredIsAskedAgainWithoutConditions() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60, stale-if-error=5", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.get(), stored);
		ResponseDecision decision = this.engine.resolve(fetch, Given.answer(304, "ETag: \"b\""));
		RequestDecision.Fetch again = ((ResponseDecision.FetchAgain) decision).fetch();
		assertThat(again.conditions().lines()).isEmpty();
		assertThat(again.validated()).isEmpty();
		assertThat(again.standIn()).isSameAs(stored);
		assertThat(again.standInUntil()).isEqualTo(fetch.standInUntil());
		assertThat(again.forward()).isEqualTo(fetch.forward());
		assertThat(again.collapsible()).isEqualTo(fetch.collapsible());
	}

	@Test
	void a304ToTheCallersOwnTagIsTheCallers() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		assertThat(passed(fetchAt(60_000, Given.get("If-None-Match: \"b\""), stored), 304, "ETag: \"b\""))
			.isEqualTo(CacheReason.STATUS);
		assertThat(passed(fetch(Given.get("If-None-Match: \"b\"")), 304, "ETag: \"b\"")).isEqualTo(CacheReason.STATUS);
	}

	@Test
	void theAnswerToAHeadFreshensWhatItDescribes() {
		// RFC 9111 §4.3.5
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"", "X-Own: a");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.request("HEAD"), stored);
		ResponseDecision.Freshen freshen = freshen(fetch, NOW + 60_000, 200, "ETag: \"a\"", "X-Own: b",
				"Content-Length: 100");
		assertThat(freshen.fields().first("X-Own")).isEqualTo("b");
		assertThat(freshen.rendition()).isEqualTo(Rendition.WITHOUT_BODY);
	}

	@Test
	void theAnswerToAHeadInvalidatesWhatItDoesNotDescribe() {
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.request("HEAD"), stored);
		assertThat(this.engine.resolve(fetch, Given.answer(200, "ETag: \"b\"")))
			.isEqualTo(new ResponseDecision.PassThrough(CacheReason.INVALIDATED,
					new Invalidation(List.of(Given.HERE), List.of())));
	}

	@Test
	void theAnswerToAHeadIsStoredWhereNoGetIs() {
		assertThat(store(fetch(Given.request("HEAD")), 200, "Cache-Control: max-age=5").keepUntil())
			.isEqualTo(NOW + 5_000);
		Given.Stored stored = Given.stored("Cache-Control: max-age=60", "ETag: \"a\"");
		RequestDecision.Fetch fetch = fetchAt(60_000, Given.request("HEAD"), stored);
		assertThat(store(fetch, 404, "Cache-Control: max-age=5").keepUntil()).isEqualTo(NOW + 5_000);
	}

}
