package io.httpcache.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;

/**
 * Applications to test in.
 */
final class TestContexts {

	private TestContexts() {
	}

	/** The cache and every kind of client, over a transport without identity. */
	static ApplicationContextRunner clients() {
		return cache().withPropertyValues("spring.http.clients.imperative.factory=jdk")
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ImperativeHttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
					HttpMessageConvertersAutoConfiguration.class, RestClientAutoConfiguration.class,
					RestTemplateAutoConfiguration.class, WebClientAutoConfiguration.class,
					HttpServiceClientPropertiesAutoConfiguration.class, HttpServiceClientAutoConfiguration.class,
					ReactiveHttpServiceClientAutoConfiguration.class));
	}

	/**
	 * The same over a Redis whose answers may be late: on a busy machine a test must not
	 * find what the default of 250 ms makes of that.
	 * @param port where Redis listens
	 * @param properties more of them
	 */
	static ApplicationContextRunner redis(int port, String... properties) {
		return clients().withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("spring.application.name=shop", "spring.data.redis.port=" + port,
					"httpcache.store.type=redis", "httpcache.store.redis.timeout=2s")
			.withPropertyValues(properties);
	}

	/** The cache alone. */
	static ApplicationContextRunner cache() {
		return new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(HttpCacheAutoConfiguration.class, RestClientHttpCacheAutoConfiguration.class,
						RestTemplateHttpCacheAutoConfiguration.class, WebClientHttpCacheAutoConfiguration.class));
	}

}
