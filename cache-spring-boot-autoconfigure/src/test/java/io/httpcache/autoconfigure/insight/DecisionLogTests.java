package io.httpcache.autoconfigure.insight;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openjdk.jol.info.GraphLayout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.route.SecretNames;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The latest decisions are on record, without secrets and without end of memory.
 */
class DecisionLogTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(HttpCacheAutoConfiguration.class, HttpCacheInsightAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock)
		.withPropertyValues("httpcache.routes.x.url=/x", "httpcache.key.secret-query-parameters=pet");

	private final DecisionLog log = new DecisionLog(this.clock, SecretNames.DEFAULT);

	@Test
	void theLatestDecisionsTheLatestFirst() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.origin.expect("GET /y").respond(200).header("Cache-Control", "no-store").body("hello");
		this.runner.run((context) -> {
			RestClient client = client(context.getBean(HttpCache.class));
			get(client, "/x");
			this.clock.advance(Duration.ofSeconds(3));
			get(client, "/x");
			get(client, "/y");
			RecentDecisions decisions = context.getBean(RecentDecisions.class);
			assertThat(decisions.latest(10)).extracting(Decision::outcome)
				.containsExactly(CacheOutcome.MISS, CacheOutcome.HIT, CacheOutcome.MISS);
			Decision latest = decisions.latest(1).get(0);
			assertThat(latest.method()).isEqualTo("GET");
			assertThat(latest.url()).isEqualTo(this.origin.url() + "/y");
			assertThat(latest.route()).isEqualTo("default");
			assertThat(latest.reason()).isEqualTo(CacheReason.NO_STORE);
			assertThat(latest.status()).isEqualTo(200);
			assertThat(latest.when()).isEqualTo(this.clock.instant());
			assertThat(latest.duration()).isPositive();
			assertThat(decisions.latest(10).get(1).route()).isEqualTo("x");
			assertThat(decisions.latest(0)).isEmpty();
			assertThat(decisions.latest(-1)).isEmpty();
		});
	}

	@Test
	void secretsAreRedacted() {
		this.origin.expect("GET /x?token=abc&pet=rex&a=b").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner.run((context) -> {
			get(client(context.getBean(HttpCache.class)), "/x?token=abc&pet=rex&a=b");
			assertThat(context.getBean(RecentDecisions.class).latest(1)).singleElement()
				.extracting(Decision::url)
				.isEqualTo(this.origin.url() + "/x?token=***&pet=***&a=b");
		});
	}

	@Test
	void anExplanationSaysWhatBecameOfTheLastRequest() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "no-store").body("x");
		this.runner.run((context) -> {
			get(client(context.getBean(HttpCache.class)), "/x");
			this.clock.advance(Duration.ofSeconds(12));
			assertThat(
					context.getBean(CacheExplainer.class).explain(this.origin.url() + "/x", new HttpHeaders()).last())
				.isEqualTo("The last request for this URL, a GET 12 s ago, was a MISS with status 200 and the reason "
						+ "NO_STORE: the origin says no-store; ignore: [no-store] overrules it.");
		});
	}

	@Test
	void aCallThatFailsHasNoStatus() {
		this.runner.run((context) -> {
			RestClient client = client(context.getBean(HttpCache.class));
			this.origin.refuseConnections();
			assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> get(client, "/x"))).isNotNull();
			assertThat(context.getBean(RecentDecisions.class).latest(1)).singleElement()
				.extracting(Decision::status)
				.isNull();
		});
	}

	@Test
	void itHoldsTheLatest256AndAtMost600Kilobytes() {
		for (int i = 0; i < 2 * DecisionLog.CAPACITY; i++) {
			this.log.completed(GivenRequest.of("https://api.example.com/" + "a".repeat(460) + "?i=" + i));
		}
		assertThat(this.log.latest(1000)).hasSize(DecisionLog.CAPACITY);
		assertThat(this.log.latest(1).get(0).url()).endsWith("?i=511");
		long size = GraphLayout.parseInstance(this.log).totalSize();
		assertThat(size).isBetween(100_000L, 600_000L);
		// What is longer is cut
		for (int i = 0; i < DecisionLog.CAPACITY; i++) {
			this.log.completed(GivenRequest.of("https://api.example.com/" + "a".repeat(100_000) + "?token=" + i));
		}
		assertThat(this.log.latest(1).get(0).url()).hasSize(DecisionLog.LONGEST_URI + 1).doesNotContain("token");
		assertThat(GraphLayout.parseInstance(this.log).totalSize()).isLessThan(600_000L);
	}

	@Test
	void aRequestLeaves56BytesBehind() {
		GivenRequest request = GivenRequest.of("https://api.example.com/products");
		Objects.requireNonNull(request.wire().getURI().toString());
		for (int i = 0; i < 20_000; i++) {
			this.log.completed(request);
		}
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < 10_000; i++) {
			this.log.completed(request);
		}
		assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10_000).isLessThanOrEqualTo(64);
	}

	@Test
	void withoutTheActuatorNothingIsRecorded() {
		this.runner
			.withClassLoader(new org.springframework.boot.test.context.FilteredClassLoader(
					"org.springframework.boot.actuate.endpoint"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(HttpCache.class)
				.doesNotHaveBean(RecentDecisions.class)
				.doesNotHaveBean(CacheAdvisor.class));
	}

	@Test
	void recordsAreReadWhileTheyAreWritten() throws InterruptedException {
		Thread writer = new Thread(() -> {
			for (int i = 0; i < 200_000; i++) {
				this.log.completed(GivenRequest.SHARED);
			}
		});
		writer.start();
		while (writer.isAlive()) {
			List<Decision> latest = this.log.latest(DecisionLog.CAPACITY);
			assertThat(latest).allSatisfy((decision) -> assertThat(decision.url()).isEqualTo("https://example.com/x"));
		}
		writer.join();
		assertThat(this.log.latest(URI.create("https://example.com/x"))).isNotNull();
	}

	private RestClient client(HttpCache cache) {
		return cache.applyTo(RestClient.builder())
			.baseUrl(this.origin.url())
			.requestFactory(new JdkClientHttpRequestFactory())
			.build();
	}

	private static void get(RestClient client, String uri) {
		client.get().uri(uri).retrieve().toBodilessEntity();
	}

}
