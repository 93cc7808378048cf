package io.httpcache.autoconfigure.insight;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheEvent;
import io.httpcache.CacheEventListener;
import io.httpcache.CacheOutcome;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners are told in their order, and harm neither a call nor each other.
 */
class CacheEventListenerTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HttpCacheAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock);

	@Test
	void inTheirOrder() {
		this.origin.expect("GET /x?token=abc").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.withBean("second", CacheEventListener.class, () -> new Second(this.told))
			.withBean("first", CacheEventListener.class, () -> new First(this.told))
			.run((context) -> {
				RestClient client = client(context.getBean(HttpCache.class));
				get(client, "/x?token=abc");
				get(client, "/x?token=abc");
				await().until(() -> this.told.size() == 4);
				assertThat(this.told).containsExactly("first MISS", "second MISS", "first HIT", "second HIT");
			});
	}

	@ParameterizedTest
	@MethodSource
	void oneThatFailsHarmsNobody(Supplier<Throwable> failure) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.withBean("first", CacheEventListener.class, () -> new Failing(failure))
			.withBean("second", CacheEventListener.class, () -> new Second(this.told))
			.run((context) -> {
				RestClient client = client(context.getBean(HttpCache.class));
				for (int i = 0; i < 3; i++) {
					assertThat(get(client, "/x")).isEqualTo("hello");
				}
				await().until(() -> this.told.size() == 3);
			});
	}

	static List<Supplier<Throwable>> oneThatFailsHarmsNobody() {
		return List.of(IllegalStateException::new, AssertionError::new, StackOverflowError::new,
				NoClassDefFoundError::new);
	}

	@Test
	void oneThatHangsDelaysNoCallAndFillsNoMemory() throws InterruptedException {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		this.runner.withBean(CacheEventListener.class, () -> (event) -> {
			entered.countDown();
			try {
				hanging.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.told.add(event.outcome().name());
		}).run((context) -> {
			RestClient client = client(context.getBean(HttpCache.class));
			get(client, "/x");
			assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
			for (int i = 0; i < 5000; i++) {
				assertThat(get(client, "/x")).isEqualTo("hello");
			}
			hanging.countDown();
			await().until(() -> this.told.size() >= 1025);
			// Those that found no room are gone; those to come are told
			int queued = this.told.size();
			assertThat(queued).isEqualTo(1025);
			get(client, "/x");
			await().until(() -> this.told.size() == queued + 1);
		});
	}

	@Test
	void oneMayBeGivenTheCache() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner.withUserConfiguration(ListenerWithCache.class).run((context) -> {
			assertThat(context).hasNotFailed();
			get(client(context.getBean(HttpCache.class)), "/x");
			ListenerWithCache.Listener listener = context.getBean(ListenerWithCache.Listener.class);
			await().untilAsserted(() -> assertThat(listener.requests).containsExactly(1L));
		});
	}

	@Test
	void alsoWhereBeansAreMadeWhenTheyAreNeeded() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
		this.runner
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.withBean(CacheEventListener.class, () -> (event) -> this.told.add(event.outcome().name()))
			.run((context) -> {
				get(client(context.getBean(HttpCache.class)), "/x");
				await().until(() -> this.told.size() == 1);
			});
	}

	private RestClient client(HttpCache cache) {
		return cache.applyTo(RestClient.builder())
			.baseUrl(this.origin.url())
			.requestFactory(new JdkClientHttpRequestFactory())
			.build();
	}

	private static String get(RestClient client, String uri) {
		return String.valueOf(client.get().uri(uri).retrieve().body(String.class));
	}

	@Order(1)
	private record First(List<String> told) implements CacheEventListener {

		@Override
		public void onEvent(CacheEvent event) {
			assertThat(event.url()).endsWith("token=***");
			this.told.add("first " + event.outcome());
		}

	}

	@Order(2)
	private record Second(List<String> told) implements CacheEventListener {

		@Override
		public void onEvent(CacheEvent event) {
			this.told.add("second " + event.outcome());
		}

	}

	@Order(1)
	private record Failing(Supplier<Throwable> failure) implements CacheEventListener {

		@Override
		public void onEvent(CacheEvent event) {
			Throwable thrown = this.failure.get();
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) thrown;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerWithCache {

		@Bean
		Listener listener(HttpCache cache) {
			return new Listener(cache);
		}

		static final class Listener implements CacheEventListener {

			private final HttpCache cache;

			final List<Long> requests = new CopyOnWriteArrayList<>();

			Listener(HttpCache cache) {
				this.cache = cache;
			}

			@Override
			public void onEvent(CacheEvent event) {
				this.requests.add(this.cache.statistics().totals().count(CacheOutcome.MISS));
			}

		}

	}

}
