package io.httpcache.autoconfigure.actuate;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import io.httpcache.HttpCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actuator is optional.
 */
class WithoutActuatorTests {

	@Test
	void theApplicationStarts() throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !path.matches(".*spring-boot-(starter-)?(actuator|health|micrometer).*"))
			.map(WithoutActuatorTests::url)
			.toArray(URL[]::new);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			Callable<?> application = (Callable<?>) loader.loadClass(Application.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			assertThat(application.call()).isEqualTo("one cache, no actuator");
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URL url(String path) {
		try {
			return Path.of(path).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application implements Callable<String> {

		@Override
		public String call() {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
				.web(WebApplicationType.NONE)
				.properties("spring.main.banner-mode=off")
				.run()) {
				context.getBean(HttpCache.class);
				String actuator = "org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint";
				return Arrays.stream(context.getBeanDefinitionNames()).anyMatch("httpCacheEndpoint"::equals)
						|| ClassUtils.isPresent(actuator, context.getClassLoader()) ? "the actuator is there"
								: "one cache, no actuator";
			}
		}

	}

}
