package io.httpcache.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

import io.httpcache.autoconfigure.HttpCacheProperties.ClientType;
import io.httpcache.client.CacheRuntime;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that puts the cache on every {@code RestClient.Builder} that Spring
 * Boot configures, those of HTTP interfaces included.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(RestClientCustomizer.class)
@ConditionalOnClientType(ClientType.REST_CLIENT)
@ConditionalOnBean(CacheRuntime.class)
@Import(BlockingTransportsConfiguration.class)
public final class RestClientHttpCacheAutoConfiguration {

	// The last of all, so that the cache is the first interceptor
	@Bean
	@Lazy
	@Order(Ordered.LOWEST_PRECEDENCE)
	RestClientCustomizer httpCacheRestClientCustomizer(BlockingTransports transports) {
		return transports::bind;
	}

	@Bean
	@Lazy
	RestClientHttpServiceGroupConfigurer httpCacheRestClientHttpServiceGroupConfigurer(BlockingTransports transports) {
		return transports.groupConfigurer();
	}

	@Bean
	static RestClientSslPostProcessor httpCacheRestClientSslPostProcessor(
			ObjectProvider<BlockingTransports> transports) {
		return new RestClientSslPostProcessor(transports);
	}

}
