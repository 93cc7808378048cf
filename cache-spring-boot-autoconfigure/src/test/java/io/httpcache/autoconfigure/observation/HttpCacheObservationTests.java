package io.httpcache.autoconfigure.observation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * The outcome is on the observation of the client's request, whichever client it is.
 */
class HttpCacheObservationTests {

	private static final String NAME = "http.client.requests";

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final SimpleTracer tracer = new SimpleTracer();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HttpCacheAutoConfiguration.class, ObservationAutoConfiguration.class,
				HttpCacheObservationAutoConfiguration.class))
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withBean(Clock.class, () -> this.clock)
		.withBean("meters", ObservationHandler.class, () -> new DefaultMeterObservationHandler(this.meters))
		.withBean("tracing", ObservationHandler.class, () -> new DefaultTracingObservationHandler(this.tracer));

	@ParameterizedTest
	@MethodSource("clients")
	void aHitShowsAsAHitAndAMissAsAMiss(Client client) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.run((context) -> {
			BiConsumer<String, HttpCacheObservationTests> get = client.of(context, this);
			get.accept("/x", this);
			get.accept("/x", this);
			assertThat(outcomes()).containsExactly("MISS", "HIT");
			assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo(NAME, 2)
				.forAllObservationsWithNameEqualTo(NAME, (observed) -> observed.doesNotHaveError());
			assertThat(this.registry).hasObservationWithNameEqualTo(NAME)
				.that()
				.hasBeenStopped()
				.hasEvent("httpcache", "httpcache MISS");
			assertThat(this.meters.get(NAME).tag("httpcache.outcome", "HIT").timer().count()).isOne();
			assertThat(this.meters.get(NAME).tag("httpcache.outcome", "MISS").timer().count()).isOne();
			assertThat(this.tracer.getSpans()).extracting((span) -> span.getTags().get("httpcache.outcome"))
				.containsExactly("MISS", "HIT");
			assertThat(this.tracer.getSpans()).extracting((span) -> span.getEvents().iterator().next().getValue())
				.containsExactly("httpcache MISS", "httpcache HIT");
			assertThat(this.tracer.getSpans()).allSatisfy((span) -> assertThat(span.getEndTimestamp()).isNotNull());
		});
	}

	@ParameterizedTest
	@MethodSource("clients")
	void hitsLeakNoTimer(Client client) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.run((context) -> {
			BiConsumer<String, HttpCacheObservationTests> get = client.of(context, this);
			for (int i = 0; i < 50; i++) {
				get.accept("/x", this);
			}
			LongTaskTimer active = this.meters.get(NAME + ".active").longTaskTimer();
			assertThat(active.activeTasks()).isZero();
			// One timer and one event for each outcome, whatever the number of requests
			assertThat(this.meters.find(NAME).timers()).hasSize(2);
			assertThat(this.meters.getMeters()).hasSizeLessThanOrEqualTo(5);
			assertThat(this.registry.getCurrentObservation()).isNull();
		});
	}

	@ParameterizedTest
	@MethodSource("clients")
	void everyOutcomeOfTheRequestIsThere(Client client) {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60, stale-if-error=600")
			.header("ETag", "\"a\"")
			.body("hello");
		this.runner.withPropertyValues("httpcache.routes.off.url=/off", "httpcache.routes.off.enabled=false")
			.run((context) -> {
				BiConsumer<String, HttpCacheObservationTests> get = client.of(context, this);
				get.accept("/x", this);
				this.clock.advance(Duration.ofSeconds(61));
				this.origin.expect("GET /x").respond(304).header("Cache-Control", "max-age=60, stale-if-error=600");
				get.accept("/x", this);
				this.clock.advance(Duration.ofSeconds(61));
				this.origin.expect("GET /x").respond(503);
				get.accept("/x", this);
				this.origin.expect("GET /off").respond(200).body("a");
				get.accept("/off", this);
				assertThat(outcomes()).containsExactly("MISS", "REVALIDATED", "STALE_IF_ERROR", "BYPASS");
				assertThat(this.registry).hasAnObservation(
						(observed) -> observed.hasHighCardinalityKeyValue("httpcache.reason", "DISABLED"));
			});
	}

	@ParameterizedTest
	@MethodSource("clients")
	void aCallThatFailsHasItsOutcomeToo(Client client) {
		this.runner.run((context) -> {
			this.origin.refuseConnections();
			BiConsumer<String, HttpCacheObservationTests> get = client.of(context, this);
			assertThat(catchThrowable(() -> get.accept("/x", this))).isNotNull();
			assertThat(outcomes()).containsExactly("MISS");
			assertThat(this.meters.get(NAME + ".active").longTaskTimer().activeTasks()).isZero();
		});
	}

	static Stream<Client> clients() {
		return Stream.of(Client.values());
	}

	@Test
	void aClientWithoutTheCacheHasTheKeyToo() {
		this.origin.always("GET /x")
			.respond(200)
			.header("Cache-Status", "evil; hit; ttl=5")
			.header("Cache-Control", "max-age=60")
			.body("hello");
		this.runner.run((context) -> {
			RestClient.builder()
				.observationRegistry(this.registry)
				.requestFactory(new JdkClientHttpRequestFactory())
				.build()
				.get()
				.uri(this.origin.uri("/x"))
				.retrieve()
				.toBodilessEntity();
			WebClient.builder()
				.observationRegistry(this.registry)
				.clientConnector(new JdkClientHttpConnector())
				.build()
				.get()
				.uri(this.origin.uri("/x"))
				.retrieve()
				.toBodilessEntity()
				.block();
			// The observation ends after the answer was handed over
			await().until(() -> this.meters.get(NAME + ".active").longTaskTimer().activeTasks() == 0);
			assertThat(outcomes()).containsExactly("none", "none");
		});
	}

	@Test
	void theOutcomeOfAnInnerCallIsNotThatOfTheOuter() {
		List<String> events = new CopyOnWriteArrayList<>();
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onEvent(Observation.Event event, Observation.Context context) {
				events.add(event.getContextualName());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		this.origin.expect("POST /token").respond(200).header("Cache-Control", "no-store").body("t");
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.run((context) -> {
			HttpCache cache = context.getBean(HttpCache.class);
			RestClient tokens = cache.applyTo(RestClient.builder())
				.requestFactory(new JdkClientHttpRequestFactory())
				.build();
			RestClient client = cache.applyTo(RestClient.builder())
				.observationRegistry(this.registry)
				.requestFactory(new JdkClientHttpRequestFactory())
				.requestInterceptor((request, body, execution) -> {
					tokens.post().uri(this.origin.uri("/token")).retrieve().toBodilessEntity();
					return execution.execute(new HttpRequestWrapper(request), body);
				})
				.build();
			client.get().uri(this.origin.uri("/x")).retrieve().toBodilessEntity();
			assertThat(outcomes()).containsExactly("MISS");
			assertThat(events).containsExactly("httpcache MISS");
		});
	}

	@Test
	void anObservationBetweenClientAndCacheIsStepped() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.run((context) -> {
			RestClient client = context.getBean(HttpCache.class)
				.applyTo(RestClient.builder())
				.observationRegistry(this.registry)
				.requestFactory(new JdkClientHttpRequestFactory())
				.requestInterceptor((request, body, execution) -> Observation.createNotStarted("mine", this.registry)
					.observeChecked(() -> execution.execute(request, body)))
				.build();
			client.get().uri(this.origin.uri("/x")).retrieve().toBodilessEntity();
			assertThat(outcomes()).containsExactly("MISS");
			assertThat(this.registry).hasObservationWithNameEqualTo("mine")
				.that()
				.doesNotHaveLowCardinalityKeyValueWithKey("httpcache.outcome");
		});
	}

	@Test
	void withoutARegistryThereIsNothingToObserve() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HttpCacheAutoConfiguration.class,
					HttpCacheObservationAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OutcomeObserver.class));
	}

	@Test
	void withoutWebClientRestClientIsObserved() {
		this.runner
			.withClassLoader(
					new org.springframework.boot.test.context.FilteredClassLoader("org.springframework.web.reactive"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(OutcomeObserver.class));
	}

	private List<String> outcomes() {
		List<String> outcomes = new java.util.ArrayList<>();
		assertThat(this.registry).hasHandledContextsThatSatisfy((contexts) -> contexts.stream()
			.filter((context) -> NAME.equals(context.getName()))
			.forEach((context) -> outcomes.add(outcome(context))));
		return outcomes;
	}

	private static String outcome(Observation.Context context) {
		KeyValue keyValue = context.getLowCardinalityKeyValue("httpcache.outcome");
		return (keyValue != null) ? keyValue.getValue() : "absent";
	}

	enum Client {

		REST_CLIENT {

			@Override
			BiConsumer<String, HttpCacheObservationTests> of(ApplicationContext context,
					HttpCacheObservationTests test) {
				RestClient client = context.getBean(HttpCache.class)
					.applyTo(RestClient.builder())
					.observationRegistry(test.registry)
					.requestFactory(new JdkClientHttpRequestFactory())
					.build();
				return (uri, self) -> client.get().uri(self.origin.uri(uri)).retrieve().body(String.class);
			}

		},

		REST_TEMPLATE {

			@Override
			BiConsumer<String, HttpCacheObservationTests> of(ApplicationContext context,
					HttpCacheObservationTests test) {
				RestTemplate client = context.getBean(HttpCache.class)
					.applyTo(new RestTemplate(new JdkClientHttpRequestFactory()));
				client.setObservationRegistry(test.registry);
				return (uri, self) -> client.getForObject(self.origin.uri(uri), String.class);
			}

		},

		WEB_CLIENT {

			@Override
			BiConsumer<String, HttpCacheObservationTests> of(ApplicationContext context,
					HttpCacheObservationTests test) {
				WebClient client = context.getBean(HttpCache.class)
					.applyTo(WebClient.builder())
					.observationRegistry(test.registry)
					.clientConnector(new JdkClientHttpConnector())
					.build();
				return (uri, self) -> {
					try {
						client.get().uri(self.origin.uri(uri)).retrieve().bodyToMono(String.class).block();
					}
					finally {
						// The observation ends after the answer was handed over
						await().until(() -> self.meters.get(NAME + ".active").longTaskTimer().activeTasks() == 0);
					}
				};
			}

		};

		abstract BiConsumer<String, HttpCacheObservationTests> of(ApplicationContext context,
				HttpCacheObservationTests test);

	}

}
