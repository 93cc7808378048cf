package io.httpcache.autoconfigure.warmup;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.ConfigurableApplicationContext;

import io.httpcache.HttpCache;
import io.httpcache.WarmUpReport;
import io.httpcache.WarmUpReport.State;
import io.httpcache.test.Gate;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a warm-up begins and ends, and who waits for it.
 */
class WarmUpLifecycleTests {

	private static final long TIMEOUT_SECONDS = 30;

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	private final AtomicReference<ConfigurableApplicationContext> starting = new AtomicReference<>();

	@Test
	void theApplicationIsNotReadyBeforeABlockingWarmUpIsDone() throws Exception {
		Gate gate = answerAt(new Gate());
		CompletableFuture<ConfigurableApplicationContext> start = startAside("warm-up.clients.catalogClient.urls=/a");
		gate.awaitReached();
		assertThat(readiness(this.starting.get())).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(report(this.starting.get()).state()).isEqualTo(State.RUNNING);
		gate.open();
		try (ConfigurableApplicationContext context = start.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
			assertThat(readiness(context)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(report(context).state()).isEqualTo(State.DONE);
		}
	}

	@Test
	void aBlockingWarmUpHoldsTheStartUpNoLongerThanItsTimeout() {
		this.origin.respondWith((request) -> Reply.of(200).hang());
		try (ConfigurableApplicationContext context = WarmUpApplication.start(this.origin,
				"warm-up.clients.catalogClient.urls=/a,/b", "warm-up.concurrency=1", "warm-up.timeout=300ms")) {
			WarmUpReport report = report(context);
			assertThat(report.state()).isEqualTo(State.TIMED_OUT);
			assertThat(report.succeeded()).isZero();
			assertThat(report.failed()).containsExactlyInAnyOrder(
					new WarmUpReport.Failure("/a", "the warm-up timed out first"),
					new WarmUpReport.Failure("/b", "the warm-up timed out first"));
			assertThat(report.duration()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
			assertThat(readiness(context)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@Test
	void aBackgroundWarmUpHoldsNothingUp() {
		Gate gate = answerAt(new Gate());
		try (ConfigurableApplicationContext context = WarmUpApplication.start(this.origin, "warm-up.mode=background",
				"warm-up.clients.catalogClient.urls=/a")) {
			assertThat(readiness(context)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(report(context).state()).isEqualTo(State.RUNNING);
			gate.open();
			// Waits for the run that is under way
			assertThat(context.getBean(HttpCache.class).warmUp().state()).isEqualTo(State.DONE);
			assertThat(this.origin.requests("GET /a")).hasSize(1);
		}
	}

	@Test
	void otherRunnersFindTheCacheWarm() {
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=60"));
		AtomicReference<WarmUpReport> seen = new AtomicReference<>();
		WarmUpApplication.builder(this.origin)
			.initializers((context) -> context.getBeanFactory()
				.registerSingleton("runner", (ApplicationRunner) (arguments) -> seen.set(report(context))))
			.run(WarmUpApplication.arguments("warm-up.clients.catalogClient.urls=/a"))
			.close();
		assertThat(seen.get().state()).isEqualTo(State.DONE);
	}

	@Test
	void oneUrlThatHangsCostsOnlyItself() {
		this.origin.respondWith((request) -> request.target().equals("/hangs") ? Reply.of(200).hang()
				: Reply.of(200).header("Cache-Control", "max-age=60"));
		try (ConfigurableApplicationContext context = WarmUpApplication.start(this.origin, "warm-up.concurrency=1",
				"warm-up.url-timeout=300ms", "warm-up.clients.catalogClient.urls=/hangs,/a,/b")) {
			assertThat(report(context).state()).isEqualTo(State.DONE);
			assertThat(report(context).succeeded()).isEqualTo(2);
			assertThat(report(context).failed())
				.containsExactly(new WarmUpReport.Failure("/hangs", "no answer within 300 ms"));
		}
	}

	@Test
	void noMoreAreFetchedAtATimeThanConfigured() throws Exception {
		Gate gate = answerAt(new Gate());
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		RestClientCustomizer counting = (builder) -> builder.requestInterceptor((request, body, execution) -> {
			most.accumulateAndGet(now.incrementAndGet(), Math::max);
			try {
				return execution.execute(request, body);
			}
			finally {
				now.decrementAndGet();
			}
		});
		CompletableFuture<ConfigurableApplicationContext> start = startAside(
				WarmUpApplication.builder(this.origin)
					.initializers((context) -> context.getBeanFactory().registerSingleton("counting", counting)),
				"warm-up.concurrency=2", "warm-up.clients.catalogClient.urls=/0,/1,/2,/3,/4,/5");
		this.origin.awaitRequests(2);
		gate.open();
		try (ConfigurableApplicationContext context = start.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
			assertThat(report(context).succeeded()).isEqualTo(6);
			assertThat(most.get()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "catalogClient", "orders", "searchClient" })
	void aStopInTheMiddleTakesNoLongerThanOneWithout(String client) throws Exception {
		Duration without = close(WarmUpApplication.start(this.origin));
		this.origin.respondWith((request) -> Reply.of(200).hang());
		CompletableFuture<ConfigurableApplicationContext> start = startAside(
				"warm-up.clients." + client + ".urls=/a,/b,/c", "warm-up.concurrency=2");
		this.origin.awaitRequests(2);
		assertThat(close(this.starting.get())).isLessThan(without.plusSeconds(1));
		start.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		assertThat(this.origin.requests()).hasSize(2);
	}

	private static Duration close(ConfigurableApplicationContext context) {
		long begin = System.nanoTime();
		context.close();
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	@Test
	void callersOfOneRunWaitTogether() throws Exception {
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=60"));
		try (ConfigurableApplicationContext context = WarmUpApplication.start(this.origin,
				"warm-up.clients.catalogClient.urls=/a")) {
			HttpCache cache = context.getBean(HttpCache.class);
			cache.clear();
			Gate gate = answerAt(new Gate());
			CompletableFuture<WarmUpReport> first = CompletableFuture.supplyAsync(cache::warmUp);
			gate.awaitReached();
			CountDownLatch called = new CountDownLatch(1);
			CompletableFuture<WarmUpReport> second = CompletableFuture.supplyAsync(() -> {
				called.countDown();
				return cache.warmUp();
			});
			called.await();
			gate.open();
			assertThat(first.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).succeeded()).isEqualTo(1);
			assertThat(second.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).succeeded()).isEqualTo(1);
			assertThat(this.origin.requests("GET /a")).hasSize(2);
		}
	}

	private Gate answerAt(Gate gate) {
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=60").waitBeforeHead(gate));
		return gate;
	}

	private CompletableFuture<ConfigurableApplicationContext> startAside(String... properties) {
		return startAside(WarmUpApplication.builder(this.origin), properties);
	}

	private CompletableFuture<ConfigurableApplicationContext> startAside(SpringApplicationBuilder application,
			String... properties) {
		application.initializers((context) -> this.starting.set(context));
		return CompletableFuture.supplyAsync(() -> application.run(WarmUpApplication.arguments(properties)));
	}

	private static ReadinessState readiness(ConfigurableApplicationContext context) {
		return context.getBean(ApplicationAvailability.class).getReadinessState();
	}

	private static WarmUpReport report(ConfigurableApplicationContext context) {
		return context.getBean(HttpCache.class).warmUpReport();
	}

}
