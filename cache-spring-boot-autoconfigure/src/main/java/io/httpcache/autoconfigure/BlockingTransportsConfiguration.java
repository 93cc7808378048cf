package io.httpcache.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

import io.httpcache.client.CacheRuntime;
import io.httpcache.client.blocking.BlockingBinding;

/**
 * What is known of the transports of blocking clients.
 */
@Configuration(proxyBeanMethods = false)
class BlockingTransportsConfiguration {

	@Bean
	@Lazy
	BlockingTransports httpCacheBlockingTransports(CacheRuntime runtime, BlockingBinding binding,
			Environment environment, ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles) {
		boolean cookiesByDefault = keepsCookiesByDefault(requestFactoryBuilder
			.getIfAvailable(() -> ClientHttpRequestFactoryBuilder.detect(resourceLoader.getClassLoader())));
		return new BlockingTransports(runtime, binding, new TransportIdentities("RestClient and RestTemplate",
				environment, settings.getIfAvailable(HttpClientSettings::defaults), sslBundles, cookiesByDefault));
	}

	/** The others have to be asked for it. */
	private boolean keepsCookiesByDefault(ClientHttpRequestFactoryBuilder<?> builder) {
		return builder instanceof HttpComponentsClientHttpRequestFactoryBuilder
				|| builder instanceof JettyClientHttpRequestFactoryBuilder;
	}

}
