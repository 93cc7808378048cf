package io.httpcache.autoconfigure.insight;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheStatistics;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.HttpCacheExecutor;
import io.httpcache.test.MutableClock;
import io.httpcache.test.OriginRequest;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What advice promises, the same requests get when it is taken: each traffic is played
 * against a real origin, its advice is set as the property that it names, and it is
 * played again.
 */
class AdviceReplayTests {

	/** The most that a promise may be off: one point of a hundred. */
	private static final double ERROR = 0.01;

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@ParameterizedTest
	@MethodSource
	void promisedIsReached(PlayedTraffic traffic, TestReporter reporter) {
		AtomicReference<Advice> given = new AtomicReference<>();
		play(traffic, Map.of(), (context) -> {
			List<Advice> advice = context.getBean(CacheAdvisor.class).advise("api");
			given.set(advice.stream()
				.filter((each) -> each.code().equals(traffic.code.name()))
				.findFirst()
				.orElseThrow(() -> new AssertionError("No " + traffic.code + " in " + advice)));
			double measured = rates(context).hitRate();
			if (traffic.code != AdviceCode.NEW_CREDENTIAL) {
				assertThat(given.get().currentHitRate()).isCloseTo(measured, within(0.001));
			}
		});
		Advice advice = given.get();
		double promised = promised(advice);
		assertThat(advice.message()).contains("%");
		play(traffic, taken(advice), (context) -> {
			double reached = rates(context).hitRate();
			reporter.publishEntry(traffic.name, "from %.3f, promised %.3f, reached %.3f: %s"
				.formatted(advice.currentHitRate(), promised, reached, advice.message()));
			assertThat(reached).as(advice.message())
				.isCloseTo(promised, within(ERROR))
				.isGreaterThan(advice.currentHitRate());
		});
	}

	static Stream<PlayedTraffic> promisedIsReached() {
		return Stream.of(
				PlayedTraffic.of("no freshness", AdviceCode.NO_FRESHNESS)
					.answering()
					.requests(300, 60, Duration.ofSeconds(2)),
				PlayedTraffic.of("a token for each request", AdviceCode.NEW_CREDENTIAL)
					.answering("Cache-Control", "max-age=120")
					.requests(300, 60, Duration.ofSeconds(2), (i) -> "",
							(i) -> PlayedTraffic.header("Authorization", "Bearer " + i)),
				PlayedTraffic.of("a credential that is made for each request", AdviceCode.NEW_CREDENTIAL)
					.answering("Cache-Control", "max-age=120")
					.requests(300, 60, Duration.ofSeconds(2), (i) -> "",
							(i) -> PlayedTraffic.header("Authorization", "Digest nonce=" + i)),
				PlayedTraffic.of("a header that splits", AdviceCode.SPLITTING_HEADER)
					.answering("Cache-Control", "max-age=120")
					.requests(300, 60, Duration.ofSeconds(2), (i) -> "",
							(i) -> PlayedTraffic.header("X-Nonce", "n" + i)),
				PlayedTraffic.of("two headers that split together", AdviceCode.SPLITTING_HEADER)
					.answering("Cache-Control", "max-age=120")
					.requests(300, 60, Duration.ofSeconds(2), (i) -> "", (i) -> {
						HttpHeaders headers = PlayedTraffic.header("X-Nonce", "n" + i);
						headers.set("X-Sent-At", "t" + i);
						return headers;
					}),
				PlayedTraffic.of("more variants than are kept", AdviceCode.NEW_VARY_VALUES)
					.with("httpcache.routes.api.max-variants", "4")
					.answering("Cache-Control", "max-age=3600", "Vary", "Accept-Language")
					.requests(400, 3, Duration.ofSeconds(1), (i) -> "",
							(i) -> PlayedTraffic.header("Accept-Language", "x-" + (i * 7 % 20))),
				PlayedTraffic.of("a ttl that the origin forbids", AdviceCode.TTL_FORBIDDEN)
					.with("httpcache.routes.api.ttl", "1m")
					.answering("Cache-Control", "no-cache, no-store", "Set-Cookie", "a=b")
					.requests(300, 60, Duration.ofSeconds(2)),
				PlayedTraffic.of("storing is forbidden", AdviceCode.STORING_FORBIDDEN)
					.answering("Cache-Control", "no-store, max-age=60")
					.requests(300, 60, Duration.ofSeconds(2)),
				PlayedTraffic.of("campaigns in the query", AdviceCode.IGNORABLE_PARAMETER)
					.answering("Cache-Control", "max-age=120")
					.requests(300, 60, Duration.ofSeconds(2), (i) -> "?utm_source=s" + i + "&utm_medium=m" + i % 3,
							(i) -> new HttpHeaders()),
				PlayedTraffic.of("a number that busts caches", AdviceCode.IGNORABLE_PARAMETER)
					.answering("Cache-Control", "max-age=120")
					.requests(300, 60, Duration.ofSeconds(2), (i) -> "?a=1&zz=" + i, (i) -> new HttpHeaders()),
				PlayedTraffic.of("bodies over the limit", AdviceCode.TOO_LARGE)
					.with("httpcache.routes.api.max-entry-size", "1KB")
					.answering((request) -> Reply.of(200)
						.header("Cache-Control", "max-age=120")
						.body("x".repeat(500 + (request.target().hashCode() & 0xfff))))
					.requests(300, 60, Duration.ofSeconds(2)),
				PlayedTraffic.of("stale before it is asked for again", AdviceCode.SHORT_TTL)
					.answering("Cache-Control", "max-age=3")
					.requests(300, 20, Duration.ofSeconds(2)),
				PlayedTraffic.of("a configured ttl that is too short", AdviceCode.SHORT_TTL)
					.with("httpcache.routes.api.ttl", "3s")
					.answering()
					.requests(300, 20, Duration.ofSeconds(2)),
				PlayedTraffic.of("never modified", AdviceCode.ALWAYS_NOT_MODIFIED)
					.answering(notModified("max-age=2"))
					.requests(300, 20, Duration.ofSeconds(2)),
				PlayedTraffic.of("never modified, and no freshness", AdviceCode.ALWAYS_NOT_MODIFIED)
					.answering(notModified("public"))
					.requests(300, 20, Duration.ofSeconds(2)),
				PlayedTraffic.of("evicted before it is stale", AdviceCode.EVICTED_EARLY)
					.with("httpcache.store.caffeine.max-size", "20KB")
					.with("httpcache.store.max-entry-size", "4KB")
					.answering(
							(request) -> Reply.of(200).header("Cache-Control", "max-age=36000").body("y".repeat(2000)))
					.requests(400, 80, Duration.ofSeconds(2)));
	}

	private static java.util.function.Function<OriginRequest, Reply> notModified(String cacheControl) {
		return (request) -> {
			Reply reply = Reply.of((request.header("If-None-Match") != null) ? 304 : 200)
				.header("Cache-Control", cacheControl)
				.header("ETag", "\"" + PlayedTraffic.path(request) + "\"");
			return (request.header("If-None-Match") != null) ? reply : reply.body("body");
		};
	}

	@Test
	void fewerStaleAnswersArePromisedAndReached(TestReporter reporter) {
		PlayedTraffic traffic = PlayedTraffic.of("stale", AdviceCode.OFTEN_STALE)
			.answering("Cache-Control", "max-age=10, stale-while-revalidate=60")
			.requests(400, 5, Duration.ofMillis(700));
		AtomicReference<Advice> given = new AtomicReference<>();
		AtomicReference<Double> before = new AtomicReference<>();
		play(traffic, Map.of(), (context) -> {
			given.set(only(context, AdviceCode.OFTEN_STALE));
			before.set(rates(context).staleRate());
		});
		Advice advice = given.get();
		assertThat(advice.property()).isEqualTo("httpcache.routes.api.refresh-ahead");
		int promised = Integer
			.parseInt(advice.message().replaceAll(".*and (\\d+) % of answers would be stale.*", "$1"));
		play(traffic, taken(advice), (context) -> {
			double reached = rates(context).staleRate();
			reporter.publishEntry("stale", "from %.3f, promised %.2f, reached %.3f: %s".formatted(before.get(),
					promised / 100.0, reached, advice.message()));
			assertThat(reached).isLessThan(before.get()).isCloseTo(promised / 100.0, within(0.03));
		});
	}

	@Test
	void aFailingOriginIsNamed() {
		List<Boolean> down = new ArrayList<>();
		PlayedTraffic traffic = PlayedTraffic.of("failing", AdviceCode.OFTEN_STALE)
			.with("httpcache.routes.api.stale-if-error", "1h")
			.answering((request) -> {
				down.add(true);
				return (down.size() <= 5) ? Reply.of(200).header("Cache-Control", "max-age=20").body("a")
						: Reply.of(503);
			})
			.requests(200, 2, Duration.ofSeconds(1));
		play(traffic, Map.of(), (context) -> {
			List<Advice> advice = context.getBean(CacheAdvisor.class).advise("api");
			assertThat(advice).filteredOn((each) -> each.code().equals("OFTEN_STALE"))
				.singleElement()
				.satisfies((each) -> {
					assertThat(each.message()).contains("the origin failed");
					assertThat(each.property()).isNull();
				});
		});
	}

	@Test
	void sendingOneValueIsAdvisedWhereVaryHasNewOnes() {
		PlayedTraffic traffic = PlayedTraffic.of("vary", AdviceCode.NEW_VARY_VALUES)
			.answering("Cache-Control", "max-age=3600", "Vary", "User-Agent")
			.requests(200, 20, Duration.ofSeconds(1), (i) -> "", (i) -> PlayedTraffic.header("User-Agent", "a/" + i));
		AtomicReference<Advice> given = new AtomicReference<>();
		play(traffic, Map.of("httpcache.routes.api.max-variants", "64"),
				(context) -> given.set(only(context, AdviceCode.NEW_VARY_VALUES)));
		assertThat(given.get().message()).contains("user-agent");
		assertThat(given.get().property()).isNull();
		PlayedTraffic same = PlayedTraffic.of("same", AdviceCode.NEW_VARY_VALUES)
			.answering("Cache-Control", "max-age=3600", "Vary", "User-Agent")
			.requests(200, 20, Duration.ofSeconds(1), (i) -> "", (i) -> PlayedTraffic.header("User-Agent", "a"));
		play(same, Map.of(),
				(context) -> assertThat(rates(context).hitRate()).isCloseTo(promised(given.get()), within(ERROR)));
	}

	@Test
	void aRouteThatNothingMatches() {
		PlayedTraffic traffic = PlayedTraffic.of("unmatched", AdviceCode.NEVER_MATCHED)
			.with("httpcache.routes.typo.url", "/apj/**")
			.with("httpcache.routes.elsewhere.url", "api.example.com/api/**")
			.answering("Cache-Control", "max-age=60")
			.requests(120, 5, Duration.ofSeconds(1));
		play(traffic, Map.of(), (context) -> {
			CacheAdvisor advisor = context.getBean(CacheAdvisor.class);
			assertThat(advisor.advise("typo")).singleElement().satisfies((advice) -> {
				assertThat(advice.code()).isEqualTo("NEVER_MATCHED");
				assertThat(advice.message()).contains("None of 120 requests", "path differs for 32");
				assertThat(advice.property()).isEqualTo("httpcache.routes.typo.url");
			});
			assertThat(advisor.advise("elsewhere")).singleElement()
				.satisfies((advice) -> assertThat(advice.message()).contains("host differs for 32"));
			assertThat(advisor.advise("nobody")).isEmpty();
			assertThat(advisor.advise("default")).isEmpty();
		});
	}

	@Test
	void nothingIsAdvisedWhereNothingIsWrong() {
		PlayedTraffic traffic = PlayedTraffic.of("fine", AdviceCode.NO_FRESHNESS)
			.answering("Cache-Control", "max-age=3600")
			.requests(300, 20, Duration.ofSeconds(1));
		play(traffic, Map.of(), (context) -> assertThat(context.getBean(CacheAdvisor.class).advise("api")).isEmpty());
	}

	@Test
	void nothingIsAdvisedOnTooFewRequests() {
		PlayedTraffic traffic = PlayedTraffic.of("few", AdviceCode.NO_FRESHNESS)
			.answering()
			.requests(99, 3, Duration.ofSeconds(1));
		play(traffic, Map.of(), (context) -> assertThat(context.getBean(CacheAdvisor.class).advise("api")).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "page", "utm_content" })
	void aParameterThatChangesTheAnswerIsNotCalledIgnorable(String name) {
		PlayedTraffic traffic = PlayedTraffic.of("pages", AdviceCode.IGNORABLE_PARAMETER)
			.answering((request) -> Reply.of(200).header("Cache-Control", "max-age=60").body(request.target()))
			.requests(300, 5, Duration.ofSeconds(1), (i) -> "?" + name + "=" + i, (i) -> new HttpHeaders());
		play(traffic, Map.of(), (context) -> assertThat(context.getBean(CacheAdvisor.class).advise("api")).isEmpty());
	}

	@Test
	void aSecretParameterIsNeverCalledIgnorable() {
		PlayedTraffic traffic = PlayedTraffic.of("keys", AdviceCode.IGNORABLE_PARAMETER)
			.answering("Cache-Control", "max-age=60")
			.requests(300, 5, Duration.ofSeconds(1), (i) -> "?api_key=" + i, (i) -> new HttpHeaders());
		play(traffic, Map.of(), (context) -> assertThat(context.getBean(CacheAdvisor.class).advise("api")).isEmpty());
	}

	@Test
	void aLongerTtlIsNotAdvisedWhereAnswersChange() {
		List<Integer> count = new ArrayList<>();
		PlayedTraffic traffic = PlayedTraffic.of("changing", AdviceCode.SHORT_TTL).answering((request) -> {
			count.add(1);
			return Reply.of(200).header("Cache-Control", "max-age=3").body("version " + count.size());
		}).requests(300, 20, Duration.ofSeconds(2));
		play(traffic, Map.of(), (context) -> assertThat(context.getBean(CacheAdvisor.class).advise("api")).isEmpty());
	}

	@Test
	void aSampleOfBusyTrafficPromisesAsWell(TestReporter reporter) {
		PlayedTraffic traffic = PlayedTraffic.of("busy", AdviceCode.NO_FRESHNESS)
			.answering()
			.requests(6000, 1500, Duration.ofMillis(100));
		AtomicReference<Advice> given = new AtomicReference<>();
		play(traffic, Map.of(), (context) -> {
			given.set(only(context, AdviceCode.NO_FRESHNESS));
			assertThat(Objects.requireNonNull(context.getBean(TrafficRecord.class).of("api")).recorded().share())
				.isLessThan(1);
		});
		play(traffic, taken(given.get()), (context) -> {
			double reached = rates(context).hitRate();
			reporter.publishEntry("busy", "promised %.3f of a sample of %d, reached %.3f: %s"
				.formatted(promised(given.get()), given.get().requests(), reached, given.get().message()));
			assertThat(reached).isCloseTo(promised(given.get()), within(0.1));
		});
	}

	private static double promised(Advice advice) {
		return Objects.requireNonNull(advice.expectedHitRate());
	}

	/** The property that it names, as one sets it. */
	private static Map<String, String> taken(Advice advice) {
		return Map.of(Objects.requireNonNull(advice.property(), advice.message()),
				Objects.requireNonNull(advice.value()).replaceAll("[\\[\\]]", ""));
	}

	private static Advice only(ApplicationContext context, AdviceCode code) {
		List<Advice> advice = context.getBean(CacheAdvisor.class).advise("api");
		assertThat(advice).extracting(Advice::code).containsExactly(code.name());
		return advice.get(0);
	}

	private static CacheStatistics.Traffic rates(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(HttpCache.class).statistics().routes().get("api"));
	}

	private void play(PlayedTraffic traffic, Map<String, String> changed, Consumer<ApplicationContext> then) {
		this.origin.respondWith(traffic.origin::apply);
		List<String> properties = new ArrayList<>();
		traffic.properties.forEach((name, value) -> properties.add(name + "=" + value));
		changed.forEach((name, value) -> properties.add(name + "=" + value));
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(HttpCacheAutoConfiguration.class, HttpCacheInsightAutoConfiguration.class))
			.withBean(Clock.class, () -> this.clock)
			.withBean(HttpCacheExecutor.class, () -> Runnable::run)
			.withPropertyValues(properties.toArray(String[]::new))
			.run((context) -> {
				RestClient client = context.getBean(HttpCache.class)
					.applyTo(RestClient.builder())
					.baseUrl(this.origin.url())
					.requestFactory(new JdkClientHttpRequestFactory())
					.defaultStatusHandler((status) -> true, (request, response) -> {
					})
					.build();
				for (PlayedTraffic.Call call : traffic.calls) {
					this.clock.advance(call.pause());
					client.get()
						.uri(call.uri())
						.headers((headers) -> headers.putAll(call.headers()))
						.retrieve()
						.body(String.class);
				}
				then.accept(context);
			});
	}

}
