package io.httpcache.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheReason;
import io.httpcache.CacheStatistics;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.engine.Prohibition;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * An explanation says what the cache then does, and leaves no trace.
 */
class RequestExplainerTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final List<StoreOperation> operations = new java.util.concurrent.CopyOnWriteArrayList<>();

	private CacheRuntime runtime = HttpCacheBuilder.create().clock(this.clock).buildRuntime();

	private HttpCache cache = HttpCacheBuilder.create().build(this.runtime);

	@ParameterizedTest
	@MethodSource
	void situations(ExplainedSituation situation) {
		begin(situation);
		prepare(situation);
		CacheStatistics before = this.cache.statistics();
		int requests = this.origin.requests().size();
		int operations = this.operations.size();
		Explanation explanation = new RequestExplainer(this.runtime).explain(this.origin.url() + "/x",
				situation.headers);
		assertThat(this.origin.requests()).hasSize(requests);
		assertThat(this.cache.statistics()).isEqualTo(before);
		assertThat(this.operations).hasSize(operations);
		Explanation.Decision decision = explanation.decision();
		assertThat(decision.outcome()).as(explanation.toString()).isEqualTo(situation.outcome);
		assertThat(decision.reason()).isEqualTo(situation.reason);
		assertThat(decision.conditional()).isEqualTo(situation.conditional);
		assertThat(decision.refresh()).isEqualTo(situation.refresh);
		assertThat(explanation.summary()).contains(situation.words);
		if (situation.source != null) {
			assertThat(explanation.freshness()).filteredOn(Explanation.FreshnessStep::used)
				.extracting(Explanation.FreshnessStep::source)
				.singleElement()
				.asString()
				.startsWith(situation.source);
		}
		addsUp(explanation);
		isWhatHappens(situation, decision);
	}

	static Stream<ExplainedSituation> situations() {
		return Stream.of(ExplainedSituation.of("nothing is stored").is("MISS", "Nothing is stored under this key"),
				ExplainedSituation.of("fresh by max-age")
					.stored("Cache-Control", "max-age=60")
					.after(18)
					.is("HIT", "stays fresh for 42 s")
					.freshBy("s-maxage (shared mode), max-age"),
				ExplainedSituation.of("an upstream Age counts")
					.stored("Cache-Control", "max-age=60", "Age", "30")
					.after(10)
					.is("HIT", "stays fresh for 20 s"),
				ExplainedSituation.of("cut by max-ttl")
					.route((route) -> route.maxTtl(Duration.ofSeconds(20)))
					.stored("Cache-Control", "max-age=60")
					.after(10)
					.is("HIT", "stays fresh for 10 s"),
				ExplainedSituation.of("fresh by the route's ttl")
					.route((route) -> route.ttl(Duration.ofMinutes(5)))
					.stored("Cache-Control", "max-age=1", "Age", "100")
					.after(100)
					.is("HIT", "stays fresh for 200 s")
					.freshBy("ttl"),
				ExplainedSituation.of("fresh by default-ttl")
					.route((route) -> route.defaultTtl(Duration.ofSeconds(30)))
					.stored()
					.is("HIT", "30 s")
					.freshBy("default-ttl"),
				ExplainedSituation.of("a 404 by ttl-by-status")
					.route((route) -> route.ttl(Duration.ofHours(1)).ttlByStatus(Map.of(404, Duration.ofSeconds(9))))
					.answered(404)
					.is("HIT", "9 s")
					.freshBy("ttl-by-status"),
				ExplainedSituation.of("s-maxage in shared mode")
					.shared()
					.stored("Cache-Control", "max-age=1, s-maxage=70")
					.after(10)
					.is("HIT", "60 s"),
				ExplainedSituation.of("a targeted field wins")
					.route((route) -> route.targetedFields(List.of("CDN-Cache-Control")))
					.stored("Cache-Control", "no-store", "CDN-Cache-Control", "max-age=50")
					.is("HIT", "50 s")
					.freshBy("targeted field"),
				ExplainedSituation.of("guessed from Last-Modified")
					.route((route) -> route
						.heuristic(new RouteSettings.HeuristicSettings(true, 0.1, Duration.ofHours(24))))
					.stored("Last-Modified", "Tue, 24 Nov 2026 11:50:00 GMT")
					.is("HIT", "60 s")
					.freshBy("heuristic"),
				ExplainedSituation.of("refreshed ahead")
					.route((route) -> route.refreshAhead(0.5))
					.stored("Cache-Control", "max-age=60")
					.after(40)
					.is("HIT", "refresh-ahead")
					.refreshing(),
				ExplainedSituation.of("stale, with a validator")
					.stored("Cache-Control", "max-age=60", "ETag", "\"a\"")
					.after(67)
					.is("MISS", "stale for 7 s", "If-None-Match", "REVALIDATED")
					.conditional(),
				ExplainedSituation.of("gone, for it had no validator")
					.stored("Cache-Control", "max-age=60")
					.after(61)
					.is("MISS", "Nothing is stored"),
				ExplainedSituation.of("stale while it is refreshed")
					.stored("Cache-Control", "max-age=60, stale-while-revalidate=30")
					.after(70)
					.is("STALE", "stale for 10 s", "stale-while-revalidate allows 30 s")
					.refreshing(),
				ExplainedSituation.of("stale, and may stand in")
					.stored("Cache-Control", "max-age=60, stale-if-error=120", "ETag", "\"a\"")
					.after(70)
					.is("MISS", "stands in for another 110 s")
					.conditional(),
				ExplainedSituation.of("the origin failed just now")
					.stored("Cache-Control", "max-age=60, stale-if-error=120")
					.originFailedJustNow()
					.after(61)
					.is("STALE_IF_ERROR", "left alone for a while")
					.because("STALE_IF_ERROR"),
				ExplainedSituation.of("no-cache on the response")
					.stored("Cache-Control", "no-cache, max-age=60", "ETag", "\"a\"")
					.is("MISS", "says no-cache, so the origin confirms it before each use")
					.conditional(),
				ExplainedSituation.of("another variant")
					.stored("Cache-Control", "max-age=60", "Vary", "Accept-Language")
					.storedFor("Accept-Language", "de")
					.asks("Accept-Language", "fr")
					.is("MISS", "names in Vary"),
				ExplainedSituation.of("another caller")
					.stored("Cache-Control", "max-age=60")
					.storedFor("Authorization", "Bearer one")
					.asks("Authorization", "Bearer two")
					.is("MISS", "1 stored response(s) for this URL belong to other keys"),
				ExplainedSituation.of("switched off")
					.route((route) -> route.enabled(false))
					.is("BYPASS", "enabled: false")
					.because("DISABLED"),
				ExplainedSituation.of("a credential that is new each time")
					.asks("Authorization", "Digest username=\"u\"")
					.is("BYPASS", "partition: application")
					.because("CREDENTIAL"),
				ExplainedSituation.of("no-store on the request")
					.stored("Cache-Control", "max-age=60")
					.asks("Cache-Control", "no-store")
					.is("MISS", "The request says no-store")
					.because("REQUEST_NO_STORE"),
				ExplainedSituation.of("no-cache on the request")
					.stored("Cache-Control", "max-age=60", "ETag", "\"a\"")
					.asks("Cache-Control", "no-cache")
					.is("MISS", "the origin has the last word")
					.conditional(),
				ExplainedSituation.of("too old for the request")
					.stored("Cache-Control", "max-age=60")
					.after(20)
					.asks("Cache-Control", "max-age=10")
					.is("MISS", "max-age=10"),
				ExplainedSituation.of("not fresh for long enough")
					.stored("Cache-Control", "max-age=60")
					.after(20)
					.asks("Cache-Control", "min-fresh=50")
					.is("MISS", "min-fresh=50"),
				ExplainedSituation.of("the request accepts a stale answer")
					.stored("Cache-Control", "max-age=60", "ETag", "\"a\"")
					.after(70)
					.asks("Cache-Control", "max-stale=20")
					.is("STALE", "the request says max-stale"),
				ExplainedSituation.of("only if cached, and it is not")
					.asks("Cache-Control", "only-if-cached")
					.is("UNSATISFIABLE", "504")
					.because("ONLY_IF_CACHED"),
				ExplainedSituation.of("made stale by hand")
					.stored("Cache-Control", "max-age=60", "ETag", "\"a\"")
					.expiredByHand()
					.is("MISS", "by hand")
					.conditional(),
				ExplainedSituation.of("a cookie bars the configured freshness")
					.route((route) -> route.ttl(Duration.ofMinutes(1)))
					.stored("Set-Cookie", "a=b", "ETag", "\"a\"")
					.is("MISS", "stale")
					.conditional(),
				ExplainedSituation.of("unless the route ignores it")
					.route((route) -> route.ttl(Duration.ofMinutes(1)).ignore(Set.of(Prohibition.SET_COOKIE)))
					.stored("Set-Cookie", "a=b")
					.is("HIT", "stays fresh for 60 s")
					.freshBy("ttl"));
	}

	private void begin(ExplainedSituation situation) {
		RouteSettings settings = situation.route.apply(RouteSettings.builder().url("/x")).build();
		HttpCacheBuilder builder = HttpCacheBuilder.create().clock(this.clock).executor((task) -> {
		})
			.settings(new CacheSettings("httpcache", situation.mode, false, situation.readOnly, 16 << 20, List.of(),
					null, Set.of()))
			.routes(Routes.of(List.of(settings.toRoute("x")), Route.DEFAULT))
			.extensions((none) -> new CacheRuntime.Extensions(List.of(), List.of(), Map.of(), List.of(),
					List.of(new CacheObserver() {

						@Override
						public void storeOperation(String tier, StoreOperation operation, StoreResult result) {
							RequestExplainerTests.this.operations.add(operation);
						}

					})));
		this.runtime = builder.buildRuntime();
		this.cache = builder.build(this.runtime);
	}

	private void prepare(ExplainedSituation situation) {
		if (situation.before != null) {
			this.origin.expect("GET /x").respond(situation.before);
			get(situation.headersBefore);
		}
		this.clock.advance(situation.later);
		if (situation.expired) {
			this.cache.expire(this.origin.uri("/x"));
		}
		if (situation.failing) {
			this.origin.expect("GET /x").respond(503);
			get(situation.headers);
		}
	}

	private static void addsUp(Explanation explanation) {
		List<Explanation.Term> sum = explanation.sum();
		if (!sum.isEmpty()) {
			long terms = sum.subList(0, sum.size() - 1).stream().mapToLong(Explanation.Term::millis).sum();
			assertThat(terms).as(sum.toString()).isEqualTo(sum.get(sum.size() - 1).millis());
		}
	}

	private void isWhatHappens(ExplainedSituation situation, Explanation.Decision decision) {
		this.origin.always("GET /x").respond(decision.conditional() ? 304 : 200);
		CacheStatus status = Objects.requireNonNull(CacheStatus.from(get(situation.headers).getHeaders()));
		assertThat(status.outcome().name()).isEqualTo(decision.conditional() ? "REVALIDATED" : decision.outcome());
	}

	private ResponseEntity<String> get(HttpHeaders headers) {
		RestClient client = this.cache.applyTo(RestClient.builder())
			.requestFactory(new JdkClientHttpRequestFactory())
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
		return client.get()
			.uri(this.origin.uri("/x"))
			.headers((all) -> all.putAll(headers))
			.retrieve()
			.toEntity(String.class);
	}

	@Test
	void routesInOrderWithWhyNot() {
		begin(ExplainedSituation.of("routes"));
		List<Explanation.RouteStep> routes = new RequestExplainer(this.runtime)
			.explain(this.origin.url() + "/y", new HttpHeaders())
			.routes();
		assertThat(routes).containsExactly(new Explanation.RouteStep("x", "/x", false, "path differs"),
				new Explanation.RouteStep("default", null, true, null));
	}

	@Test
	void theSumNamesItsTerms() {
		ExplainedSituation situation = ExplainedSituation.of("terms")
			.route((route) -> route.maxTtl(Duration.ofSeconds(20)))
			.stored("Cache-Control", "max-age=60", "Age", "5")
			.after(10);
		begin(situation);
		prepare(situation);
		List<Explanation.Term> sum = new RequestExplainer(this.runtime)
			.explain(this.origin.url() + "/x", new HttpHeaders())
			.sum();
		assertThat(sum).extracting(Explanation.Term::name)
			.containsExactly("freshness lifetime", "age on arrival", "max-ttl", "time in the cache", "freshness left");
		assertThat(sum).extracting(Explanation.Term::millis)
			.containsExactly(60_000L, -5_000L, -35_000L, -10_000L, 10_000L);
		assertThat(sum.get(0).source()).isEqualTo("the origin's max-age");
		assertThat(sum.get(1).source()).contains("5 s (Age)");
	}

	@Test
	void thePrecedenceIsPrintedWhole() {
		begin(ExplainedSituation.of("precedence").route((route) -> route.defaultTtl(Duration.ofMinutes(5))));
		List<Explanation.FreshnessStep> steps = new RequestExplainer(this.runtime)
			.explain(this.origin.url() + "/x", new HttpHeaders())
			.freshness();
		assertThat(steps).extracting(Explanation.FreshnessStep::rank).containsExactly(1, 2, 3, 4, 5, 6, 7);
		assertThat(steps).allSatisfy((step) -> assertThat(step.reason()).isNotBlank());
		assertThat(steps.get(5).value()).isEqualTo("5 min");
	}

	@Test
	void nothingSecretIsShown() {
		begin(ExplainedSituation.of("secrets"));
		HttpHeaders headers = new HttpHeaders();
		headers.set("Authorization", "Bearer very-secret");
		headers.set("X-Tenant", "tenant-secret");
		headers.set("Accept", "text/plain");
		Explanation explanation = new RequestExplainer(this.runtime)
			.explain(this.origin.url().replace("://", "://user:password@") + "/x?api_key=key-secret&a=b", headers);
		assertThat(explanation.toString()).doesNotContain("secret", "password").contains("api_key=***");
		assertThat(explanation.key().parts()).filteredOn(Explanation.KeyPart::used)
			.extracting(Explanation.KeyPart::name)
			.containsExactly("authorization", "x-tenant", "user");
		assertThat(explanation.key().parts()).filteredOn((part) -> !part.used())
			.extracting(Explanation.KeyPart::name)
			.containsExactly("Accept");
	}

	@Test
	void whatACallerCouldAskFor() {
		ExplainedSituation situation = ExplainedSituation.of("alternatives")
			.stored("Cache-Control", "max-age=60", "ETag", "\"a\"")
			.after(70);
		begin(situation);
		prepare(situation);
		assertThat(
				new RequestExplainer(this.runtime).explain(this.origin.url() + "/x", new HttpHeaders()).alternatives())
			.extracting(Explanation.Alternative::cacheControl, Explanation.Alternative::outcome)
			.containsExactly(org.assertj.core.groups.Tuple.tuple("no-store", "MISS"),
					org.assertj.core.groups.Tuple.tuple("max-stale", "STALE"),
					org.assertj.core.groups.Tuple.tuple("only-if-cached", "UNSATISFIABLE"),
					org.assertj.core.groups.Tuple.tuple("only-if-cached, max-stale", "STALE"));
	}

	@Test
	void howLongASlowOriginIsWaitedFor() {
		ExplainedSituation situation = ExplainedSituation.of("slow")
			.route((route) -> route.softTimeout(Duration.ofMillis(300)))
			.stored("Cache-Control", "max-age=60", "ETag", "\"a\"")
			.after(70);
		begin(situation);
		prepare(situation);
		assertThat(new RequestExplainer(this.runtime).explain(this.origin.url() + "/x", new HttpHeaders()).summary())
			.contains("longer than 300 ms (soft-timeout), the stale response answers meanwhile");
	}

	@Test
	void everyReasonHasWords() {
		for (CacheReason reason : CacheReason.values()) {
			assertThat(ReasonText.of(reason)).isNotBlank().doesNotEndWith(".");
		}
	}

	@Test
	void aPartOfTheApplicationThatFailsIsNamed() {
		HttpCacheBuilder builder = HttpCacheBuilder.create()
			.clock(this.clock)
			.extensions((none) -> new CacheRuntime.Extensions(List.of(), List.of((request) -> {
				throw new IllegalStateException("customizer");
			}), Map.of(), List.of(), List.of()));
		Explanation explanation = new RequestExplainer(builder.buildRuntime()).explain("http://example.com/",
				new HttpHeaders());
		assertThat(explanation.decision().outcome()).isEqualTo("BYPASS");
		assertThat(explanation.summary()).contains("IllegalStateException");
	}

	@Test
	void whatIsNoUrlIsRefusedWithoutRepeatingIt() {
		RequestExplainer explainer = new RequestExplainer(this.runtime);
		for (String url : List.of("", "/x", "file:///etc/passwd", "http:///x", "ht tp://x", "javascript:alert(1)")) {
			assertThatIllegalArgumentException().isThrownBy(() -> explainer.explain(url, new HttpHeaders()))
				.withMessage("Not an absolute http or https URL");
		}
	}

}
