package io.httpcache.conformance;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** Apache HttpClient's cache by RFC 9111's rules for shared caches, to compare with. */
@Configuration(proxyBeanMethods = false)
@Profile("apache")
class ApacheConfiguration {

	private static final int CONNECTIONS = 256;

	@Bean
	ClientHttpRequestFactoryBuilder<HttpComponentsClientHttpRequestFactory> apacheCache() {
		return (settings) -> new HttpComponentsClientHttpRequestFactory(client());
	}

	private static HttpClient client() {
		return CachingHttpClientBuilder.create()
			.setCacheConfig(CacheConfig.custom()
				.setSharedCache(true)
				.setStaleIfErrorEnabled(true)
				.setMaxCacheEntries(10_000)
				.build())
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnTotal(CONNECTIONS)
				.setMaxConnPerRoute(CONNECTIONS)
				.build())
			.setConnectionReuseStrategy((request, response, context) -> false)
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableContentCompression()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableDefaultUserAgent()
			.build();
	}

}
