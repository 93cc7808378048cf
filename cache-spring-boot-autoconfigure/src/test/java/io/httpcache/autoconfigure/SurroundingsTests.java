package io.httpcache.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.insight.CacheAdvisor;
import io.httpcache.autoconfigure.insight.HttpCacheInsightAutoConfiguration;
import io.httpcache.autoconfigure.warmup.HttpCacheWarmUpAutoConfiguration;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Surroundings that applications run in.
 */
class SurroundingsTests {

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	private final ApplicationContextRunner runner = TestContexts.clients();

	@Test
	void lazyInitialization() {
		cacheable();
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				verifyThat(get(context)).isMiss().isStored();
				verifyThat(get(context)).isHit();
				assertThat(context.getBean(HttpCache.class).entries(10)).hasSize(1);
			});
	}

	@Test
	void aStartCreatesNoBeanThatNothingUsesYet() {
		ApplicationContextRunner actuated = this.runner.withConfiguration(
				AutoConfigurations.of(HttpCacheInsightAutoConfiguration.class, HttpCacheWarmUpAutoConfiguration.class));
		actuated.run((context) -> {
			context.getBean(RestClient.Builder.class);
			assertThat(context.getBean(HttpCache.class)).isNotNull();
			assertThat(List.of(context.getBeanFactory().getSingletonNames())).contains("httpCacheBlockingTransports")
				.doesNotContain("httpCacheReactiveTransports", "httpCacheReactiveBinding", "httpCacheExplainer",
						"httpCacheAdvisor", "httpCacheWebClientCustomizer", "httpCacheRestTemplateCustomizer",
						"httpCacheHttpServiceGroupClients");
			assertThat(context.getBeanNamesForType(CacheAdvisor.class)).hasSize(1);
		});
	}

	@Test
	void withoutTheCacheNothingOfItIsThere() {
		List<Class<?>> all = ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.httpcache."))
			.<Class<?>>map((name) -> ClassUtils.resolveClassName(name, null))
			.toList();
		ApplicationContextRunner application = new ApplicationContextRunner()
			.withPropertyValues("management.endpoints.web.exposure.include=httpcache")
			.withBean(SimpleMeterRegistry.class)
			.withBean(ObservationRegistry.class, ObservationRegistry::create);
		application.withConfiguration(AutoConfigurations.of(all.toArray(Class[]::new)))
			.run((context) -> assertThat(ofTheCache(context)).hasSizeGreaterThan(30));
		application.withConfiguration(AutoConfigurations.of(all.toArray(Class[]::new)))
			.withPropertyValues("httpcache.enabled=false")
			.run((context) -> assertThat(ofTheCache(context)).isEmpty());
		application
			.withConfiguration(AutoConfigurations
				.of(all.stream().filter((type) -> type != HttpCacheAutoConfiguration.class).toArray(Class[]::new)))
			.run((context) -> assertThat(ofTheCache(context)).isEmpty());
	}

	private static List<String> ofTheCache(ApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames())
			.filter((name) -> name.toLowerCase(Locale.ROOT).contains("httpcache"))
			.toList();
	}

	@Test
	void twoContextsInOneJvmShareNothing() {
		cacheable();
		this.runner.run((first) -> {
			verifyThat(get(first)).isMiss();
			this.runner.run((second) -> {
				verifyThat(get(second)).isMiss();
				second.getBean(HttpCache.class).clear();
				verifyThat(get(first)).isHit();
			});
			// The other one is closed by now
			verifyThat(get(first)).isHit();
			assertThat(first.getBean(HttpCache.class).statistics().totals().requests()).isEqualTo(3);
		});
	}

	@Test
	void withoutMicrometerAndActuator() {
		cacheable();
		this.runner
			.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.actuate",
					"io.github.resilience4j", "org.springframework.data.redis", "io.lettuce", "tools.jackson"))
			.run((context) -> {
				verifyThat(get(context)).isMiss().isStored();
				verifyThat(get(context)).isHit();
			});
	}

	/**
	 * As devtools does: the application's classes by a class loader that is thrown away.
	 */
	@Test
	void restartsWithANewClassLoader() throws Exception {
		cacheable();
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		for (int restart = 0; restart < 2; restart++) {
			try (RestartClassLoader loader = new RestartClassLoader()) {
				Thread.currentThread().setContextClassLoader(loader);
				Class<?> application = loader.loadClass(RestartedApplication.class.getName());
				assertThat(application.getClassLoader()).isSameAs(loader);
				assertThat(application.getMethod("run", String.class).invoke(null, this.origin.uri("/x").toString()))
					.isEqualTo(List.of("MISS", "HIT"));
			}
			finally {
				Thread.currentThread().setContextClassLoader(before);
			}
		}
	}

	private void cacheable() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
	}

	private ResponseEntity<String> get(ApplicationContext context) {
		return context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(this.origin.uri("/x"))
			.retrieve()
			.toEntity(String.class);
	}

	/** Loads the application itself, and leaves libraries to its parent. */
	private static final class RestartClassLoader extends URLClassLoader {

		RestartClassLoader() {
			super(new URL[] { RestartedApplication.class.getProtectionDomain().getCodeSource().getLocation() },
					SurroundingsTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith(RestartedApplication.class.getName())) {
				synchronized (getClassLoadingLock(name)) {
					Class<?> loaded = findLoadedClass(name);
					return (loaded != null) ? loaded : findClass(name);
				}
			}
			return super.loadClass(name, resolve);
		}

	}

}
