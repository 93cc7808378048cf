package io.httpcache.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.httpcache.CacheReason;
import io.httpcache.route.RouteSettings;

import static io.httpcache.engine.Given.NOW;
import static io.httpcache.engine.Given.answer;
import static io.httpcache.engine.Given.get;
import static io.httpcache.engine.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an answer would be worth under other rules, and what a stored one consists of.
 */
class InspectionTests {

	private final CacheEngine engine = new CacheEngine(CacheMode.PRIVATE, false, false);

	@ParameterizedTest
	@MethodSource
	void whatStandsInTheWay(Case each) {
		Assessment assessment = new CacheEngine(each.mode, false, false).inspection()
			.assess(each.request, each.policy, answer(each.status, each.lines));
		assertThat(assessment.storing()).as("storing").isEqualTo(each.storing);
		assertThat(assessment.configuring()).as("configuring").isEqualTo(each.configuring);
		assertThat(assessment.refusal()).as("refusal").isEqualTo(each.refusal);
	}

	static Stream<Case> whatStandsInTheWay() {
		CachePolicy policy = CachePolicy.DEFAULT;
		return Stream.of(of(get(), policy, 200, "Cache-Control: max-age=60"),
				of(get(), policy, 200, "Cache-Control: no-store").storing(Prohibition.NO_STORE),
				of(get(), policy, 200, "Cache-Control: no-store", "Vary: *").storing(Prohibition.NO_STORE,
						Prohibition.VARY_STAR),
				of(get(), policy.ignoring(Set.of(Prohibition.NO_STORE)), 200, "Cache-Control: no-store", "Vary: *")
					.storing(Prohibition.VARY_STAR),
				of(get(), policy, 200, "Set-Cookie: a=b").configuring(Prohibition.SET_COOKIE),
				of(get(), policy, 200, "Set-Cookie: a=b", "Cache-Control: no-store").storing(Prohibition.NO_STORE)
					.configuring(Prohibition.SET_COOKIE),
				of(get(), policy, 200, "Cache-Control: private"),
				of(get(), policy, 200, "Cache-Control: private").shared().storing(Prohibition.PRIVATE),
				of(get("Authorization: a"), policy, 200, "Cache-Control: max-age=60").shared()
					.storing(Prohibition.AUTHORIZATION),
				of(get("Cookie: a=b", "Authorization: a"), policy, 200, "Cache-Control: public").shared()
					.configuring(Prohibition.AUTHORIZATION, Prohibition.COOKIE),
				of(get(), policy, 206, "Cache-Control: no-store").refused(CacheReason.PARTIAL_CONTENT),
				of(get(), policy, 299, "Cache-Control: must-understand").refused(CacheReason.STATUS),
				of(get(), policy, 200, "Content-Length: 2000000").refused(CacheReason.TOO_LARGE),
				of(get(), policy.withMaxEntrySize(2_000_000), 200, "Content-Length: 2000000"),
				of(get(), policy, 200, "Content-Type: text/event-stream", "Cache-Control: no-store")
					.storing(Prohibition.NO_STORE)
					.refused(CacheReason.STREAMING));
	}

	@Test
	void theFactsAreThoseOfAnAnswerThatNothingForbids() {
		ResponseFacts facts = this.engine.inspection()
			.assess(get(), CachePolicy.DEFAULT, answer(200, "Cache-Control: no-store, max-age=60", "Set-Cookie: a=b"))
			.facts();
		assertThat(facts.originLifetime()).isEqualTo(60_000);
		assertThat(facts.configurable()).isFalse();
		assertThat(this.engine.inspection()
			.assess(get(), CachePolicy.DEFAULT, answer(200, "Cache-Control: no-store"))
			.facts()
			.configurable()).isTrue();
	}

	@Test
	void theSourceOfTheOriginsFreshness() {
		CachePolicy policy = CachePolicy.DEFAULT;
		assertThat(source(CacheMode.PRIVATE, policy, "Cache-Control: s-maxage=5, max-age=6"))
			.isEqualTo(new OriginSource("max-age", null));
		assertThat(source(CacheMode.SHARED, policy, "Cache-Control: s-maxage=5, max-age=6"))
			.isEqualTo(new OriginSource("s-maxage", null));
		assertThat(source(CacheMode.PRIVATE, policy, "Expires: {60s}")).isEqualTo(new OriginSource("Expires", null));
		assertThat(source(CacheMode.PRIVATE, policy, "Expires: 0")).isEqualTo(new OriginSource("Expires", null));
		assertThat(source(CacheMode.PRIVATE, policy, "ETag: \"a\"")).isNull();
		CachePolicy targeted = RouteSettings.builder()
			.targetedFields(List.of("Broken-Cache-Control", "CDN-Cache-Control"))
			.build()
			.toRoute("x")
			.policy();
		assertThat(source(CacheMode.PRIVATE, targeted, "Broken-Cache-Control: ,;", "CDN-Cache-Control: max-age=5",
				"Cache-Control: max-age=6"))
			.isEqualTo(new OriginSource("max-age", "CDN-Cache-Control"));
		assertThat(source(CacheMode.PRIVATE, targeted, "CDN-Cache-Control: must-revalidate", "Expires: {60s}"))
			.isNull();
	}

	private static @Nullable OriginSource source(CacheMode mode, CachePolicy policy, String... lines) {
		return new CacheEngine(mode, false, false).inspection().originSource(stored(lines), policy);
	}

	@Test
	void theTermsOfTheAge() {
		Given.Stored given = stored("Date: {-30s}", "Age: 20");
		ResponseFacts facts = given.facts();
		assertThat(this.engine.inspection().age(given)).isEqualTo(new AgeTerms(30_000, 20_000, 0, 30_000));
		assertThat(facts.initialAge()).isEqualTo(30_000);
		assertThat(new FactsReader(CacheMode.PRIVATE).age(Given.fields("Date: {-30s}", "Age: 40"), NOW - 1500, NOW))
			.isEqualTo(new AgeTerms(30_000, 40_000, 1500, 41_500));
		assertThat(new FactsReader(CacheMode.PRIVATE).age(Given.fields(), NOW, NOW))
			.isEqualTo(new AgeTerms(0, 0, 0, 0));
	}

	@Test
	void theWindowsForStaleAnswers() {
		CachePolicy policy = CachePolicy.DEFAULT;
		assertThat(this.engine.inspection()
			.staleWindows(get(), policy,
					stored("Cache-Control: max-age=1, stale-while-revalidate=2, stale-if-error=3")))
			.isEqualTo(new StaleWindows(false, false, 2000, 3000));
		assertThat(this.engine.inspection()
			.staleWindows(get(), policy, stored("Cache-Control: max-age=1, must-revalidate, stale-if-error=3")))
			.isEqualTo(new StaleWindows(false, true, 0, 0));
		assertThat(this.engine.inspection()
			.staleWindows(get(), policy, stored("Cache-Control: no-cache, stale-if-error=3")))
			.isEqualTo(new StaleWindows(true, true, 0, 0));
	}

	@Test
	void whatIsSelectedUsableOrNot() {
		Given.Stored expired = stored("Cache-Control: max-age=1").expired();
		assertThat(this.engine.inspection().selected(get(), CachePolicy.DEFAULT, List.of(expired))).isSameAs(expired);
		assertThat(this.engine.inspection().selected(get(), CachePolicy.DEFAULT, List.of())).isNull();
	}

	@Test
	void aProhibitionBehindEachRefusalThatCanBeIgnored() {
		assertThat(Stream.of(CacheReason.values()).map(Prohibition::behind).filter((each) -> each != null))
			.containsExactlyInAnyOrder(Prohibition.NO_STORE, Prohibition.PRIVATE, Prohibition.AUTHORIZATION,
					Prohibition.COOKIE, Prohibition.SET_COOKIE, Prohibition.VARY_STAR);
		assertThat(Prohibition.S_MAXAGE.propertyValue()).isEqualTo("s-maxage");
	}

	private static Case of(CacheRequest request, CachePolicy policy, int status, String... lines) {
		return new Case(request, policy, status, lines);
	}

	/** An answer, and what it is assessed as. */
	private static final class Case {

		private final CacheRequest request;

		private final CachePolicy policy;

		private final int status;

		private final String[] lines;

		private CacheMode mode = CacheMode.PRIVATE;

		private Set<Prohibition> storing = Set.of();

		private Set<Prohibition> configuring = Set.of();

		private @Nullable CacheReason refusal;

		Case(CacheRequest request, CachePolicy policy, int status, String... lines) {
			this.request = request;
			this.policy = policy;
			this.status = status;
			this.lines = lines;
		}

		Case shared() {
			this.mode = CacheMode.SHARED;
			return this;
		}

		Case storing(Prohibition first, Prohibition... more) {
			this.storing = EnumSet.of(first, more);
			return this;
		}

		Case configuring(Prohibition first, Prohibition... more) {
			this.configuring = EnumSet.of(first, more);
			return this;
		}

		Case refused(CacheReason refusal) {
			this.refusal = refusal;
			return this;
		}

		@Override
		public String toString() {
			return this.mode + " " + this.status + " " + String.join(", ", this.lines);
		}

	}

}
