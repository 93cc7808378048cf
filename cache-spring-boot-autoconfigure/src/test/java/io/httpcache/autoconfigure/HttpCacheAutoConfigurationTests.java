package io.httpcache.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheEvent;
import io.httpcache.CacheEventListener;
import io.httpcache.CacheKeyCustomizer;
import io.httpcache.CacheOutcome;
import io.httpcache.CachePartitionResolver;
import io.httpcache.CacheReason;
import io.httpcache.CacheStorageFilter;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.actuate.HttpCacheEndpoint;
import io.httpcache.autoconfigure.actuate.HttpCacheEndpointAutoConfiguration;
import io.httpcache.client.CacheObserver;
import io.httpcache.engine.CachePolicy;
import io.httpcache.route.CachePolicyCustomizer;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.Gate;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans of the cache, and those that an application adds.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class HttpCacheAutoConfigurationTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final ApplicationContextRunner runner = TestContexts.clients().withBean(Clock.class, () -> this.clock);

	@Test
	void withNothingConfiguredThereIsACache(CapturedOutput output) {
		TestContexts.cache().run((context) -> {
			assertThat(context).hasSingleBean(HttpCache.class).hasSingleBean(CaffeineStore.class);
			assertThat(context).hasBean("httpCacheExecutor").doesNotHaveBean(Clock.class);
			assertThat(context.getBean(Routes.class).all()).containsExactly(Route.DEFAULT);
		});
		assertThat(output).containsOnlyOnce("HTTP cache \"httpcache\": private, store caffeine, 0 route(s)");
	}

	@Test
	void anEndpointThatIsNotExposedIsToldHowToExpose(CapturedOutput output) {
		ApplicationContextRunner runner = TestContexts.cache()
			.withConfiguration(AutoConfigurations.of(HttpCacheEndpointAutoConfiguration.class));
		runner.run((context) -> assertThat(context).doesNotHaveBean(HttpCacheEndpoint.class));
		assertThat(output).contains("add \"httpcache\" to management.endpoints.web.exposure.include");
	}

	@Test
	void anEndpointThatIsExposedNeedsNoHint(CapturedOutput output) {
		TestContexts.cache()
			.withConfiguration(AutoConfigurations.of(HttpCacheEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=httpcache")
			.run((context) -> assertThat(context).hasSingleBean(HttpCacheEndpoint.class));
		assertThat(output).contains("0 route(s)").doesNotContain("exposure");
	}

	@Test
	void theApplicationsOwnExecutorStays() {
		this.runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(Executor.class).hasBean("applicationTaskExecutor"));
	}

	@Test
	void anExecutorMayBeReplaced() {
		AtomicInteger tasks = new AtomicInteger();
		expectOneRequest();
		this.runner.withBean(HttpCacheExecutor.class, () -> (task) -> {
			tasks.incrementAndGet();
			task.run();
		}).withBean(CacheEventListener.class, () -> (event) -> {
		}).run((context) -> {
			assertThat(context).hasSingleBean(HttpCacheExecutor.class);
			get(context);
			assertThat(tasks).hasPositiveValue();
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void backgroundWorkUsesVirtualThreadsWhereBootDoes() {
		for (boolean virtual : new boolean[] { true, false }) {
			TestContexts.cache().withPropertyValues("spring.threads.virtual.enabled=" + virtual).run((context) -> {
				CompletableFuture<Thread> thread = new CompletableFuture<>();
				context.getBean(HttpCacheExecutor.class).execute(() -> thread.complete(Thread.currentThread()));
				assertThat(Thread.class.getMethod("isVirtual").invoke(thread.get(10, TimeUnit.SECONDS)))
					.isEqualTo(virtual);
			});
		}
	}

	@Test
	void aStoreMayBeReplacedAndNeedsNoCaffeine() {
		expectOneRequest();
		this.runner.withBean("store", HttpCacheStore.class, () -> new CaffeineStore(1 << 20, this.clock, Runnable::run))
			.run((context) -> {
				assertThat(context).hasSingleBean(HttpCacheStore.class);
				get(context);
				assertThat(context.getBean("store", HttpCacheStore.class).statistics().entries()).isOne();
			});
	}

	@Test
	void listenersHearOfRequestsInTheirOrder() {
		expectOneRequest();
		BlockingQueue<String> heard = new LinkedBlockingQueue<>();
		this.runner.withBean("b", CacheEventListener.class, () -> new Listener.Second(heard))
			.withBean("a", CacheEventListener.class, () -> new Listener.First(heard))
			.run((context) -> {
				get(context);
				assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("first MISS");
				assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("second MISS");
			});
	}

	@Test
	void keyCustomizersSeparate() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		AtomicInteger tenant = new AtomicInteger();
		this.runner.withBean(CacheKeyCustomizer.class, () -> (request) -> List.of("tenant " + tenant.get()))
			.run((context) -> {
				get(context);
				verifyThat(get(context)).isHit();
				tenant.incrementAndGet();
				verifyThat(get(context)).isMiss();
			});
	}

	@Test
	void aPartitionIsResolvedByTheBeanOfItsName() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		AtomicInteger tenant = new AtomicInteger();
		this.runner.withBean("tenant", CachePartitionResolver.class, () -> (request) -> "tenant " + tenant.get())
			.withPropertyValues("httpcache.routes.x.url=/x", "httpcache.routes.x.partition=tenant")
			.run((context) -> {
				get(context);
				verifyThat(get(context)).isHit();
				tenant.incrementAndGet();
				verifyThat(get(context)).isMiss();
			});
	}

	@Test
	void storageFiltersKeepResponsesOut() {
		expectOneRequest();
		this.runner.withBean(CacheStorageFilter.class, () -> (request, status, headers) -> false)
			.run((context) -> verifyThat(get(context)).isNotStored(CacheReason.FILTERED));
	}

	@Test
	void policyCustomizersChangeEveryRoute() {
		this.runner
			.withBean(CachePolicyCustomizer.class,
					() -> (route, policy) -> withTtl(policy, Duration.ofMinutes(route.length())))
			.withPropertyValues("httpcache.routes.x.url=/x", "httpcache.routes.x.tags=a")
			.run((context) -> {
				Routes routes = context.getBean(Routes.class);
				Route route = routes.match(this.origin.uri("/x"));
				assertThat(route.policy().ttl()).isEqualTo(Duration.ofMinutes(1));
				assertThat(route.tags()).containsExactly("a");
				assertThat(routes.match(this.origin.uri("/y")).policy().ttl()).isEqualTo(Duration.ofMinutes(7));
			});
	}

	private CachePolicy withTtl(CachePolicy policy, Duration ttl) {
		return new CachePolicy(policy.enabled(), policy.methods(), ttl, policy.defaultTtl(), policy.minTtl(),
				policy.maxTtl(), policy.ttlByStatus(), policy.ttlJitter(), policy.staleIfError(),
				policy.staleWhileRevalidate(), policy.errorStatuses(), policy.refreshAhead(), policy.softTimeout(),
				policy.heuristic(), policy.ignore(), policy.varyBy(), policy.targetedFields(), policy.maxEntrySize());
	}

	@Test
	void observersCount() {
		expectOneRequest();
		BlockingQueue<CacheOutcome> counted = new LinkedBlockingQueue<>();
		this.runner.withBean(CacheObserver.class, () -> new CacheObserver() {

			@Override
			public void answered(Route route, CacheOutcome outcome, long nanos, long bytesSaved, long millisSaved) {
				counted.add(outcome);
			}

		}).run((context) -> {
			get(context);
			get(context);
			assertThat(counted).containsExactly(CacheOutcome.MISS, CacheOutcome.HIT);
		});
	}

	@Test
	void aSecretOfTheKeyIsUsed() {
		expectOneRequest();
		this.runner.withPropertyValues("httpcache.key.secret=s3cret", "httpcache.name=my-cache").run((context) -> {
			get(context);
			assertThat(get(context).getHeaders().getFirst("Cache-Status")).startsWith("my-cache; hit");
		});
	}

	@Test
	void theStartFailsWithWhatToAddWhenCaffeineIsMissing() {
		this.runner.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidHttpCacheConfigurationException.class)
				.hasMessageContaining("httpcache.store.type"));
	}

	@Test
	void sizesAreCheckedBeforeTheyAreUsed() {
		this.runner.withPropertyValues("httpcache.store.caffeine.max-size=-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidHttpCacheConfigurationException.class));
	}

	@Test
	void clientModulesMayBeMissing() {
		this.runner.withClassLoader(new FilteredClassLoader(RestClientCustomizer.class, RestTemplateCustomizer.class))
			.run((context) -> assertThat(context).hasSingleBean(HttpCache.class)
				.hasSingleBean(WebClientHttpCacheAutoConfiguration.class)
				.doesNotHaveBean(RestClientHttpCacheAutoConfiguration.class)
				.doesNotHaveBean(RestTemplateHttpCacheAutoConfiguration.class));
		this.runner.withClassLoader(new FilteredClassLoader(WebClientCustomizer.class))
			.run((context) -> assertThat(context).hasSingleBean(HttpCache.class)
				.hasSingleBean(RestClientHttpCacheAutoConfiguration.class)
				.doesNotHaveBean(WebClientHttpCacheAutoConfiguration.class));
		TestContexts.cache()
			.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasSingleBean(HttpCache.class)
				.doesNotHaveBean(ReactiveBindingConfiguration.class)
				.doesNotHaveBean(WebClientHttpCacheAutoConfiguration.class));
	}

	@Test
	void aRefreshThatHangsDoesNotHoldUpTheEnd() {
		this.origin.expect("GET /x")
			.respond(200)
			.header("Cache-Control", "max-age=60, stale-while-revalidate=60")
			.body("x");
		this.runner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=50ms").run((context) -> {
			get(context);
			this.clock.advance(Duration.ofSeconds(61));
			this.origin.expect("GET /x").respond(200).waitBeforeHead(new Gate());
			verifyThat(get(context)).isStale();
			this.origin.awaitRequests(2);
			long start = System.nanoTime();
			context.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		});
	}

	private void expectOneRequest() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
	}

	private ResponseEntity<String> get(ApplicationContext context) {
		return context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(this.origin.uri("/x"))
			.retrieve()
			.toEntity(String.class);
	}

	private static class Listener implements CacheEventListener {

		private final String name;

		private final BlockingQueue<String> heard;

		Listener(String name, BlockingQueue<String> heard) {
			this.name = name;
			this.heard = heard;
		}

		@Override
		public void onEvent(CacheEvent event) {
			this.heard.add(this.name + " " + event.outcome());
		}

		@Order(Ordered.HIGHEST_PRECEDENCE)
		private static final class First extends Listener {

			First(BlockingQueue<String> heard) {
				super("first", heard);
			}

		}

		@Order(Ordered.LOWEST_PRECEDENCE)
		private static final class Second extends Listener {

			Second(BlockingQueue<String> heard) {
				super("second", heard);
			}

		}

	}

}
