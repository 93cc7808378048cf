package io.httpcache.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.httpcache.autoconfigure.HttpCacheProperties.ClientType;
import io.httpcache.client.CacheRuntime;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that puts the cache on every {@code RestTemplate} that a
 * {@code RestTemplateBuilder} of Spring Boot builds.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(RestTemplateCustomizer.class)
@ConditionalOnClientType(ClientType.REST_TEMPLATE)
@ConditionalOnBean(CacheRuntime.class)
@Import(BlockingTransportsConfiguration.class)
public final class RestTemplateHttpCacheAutoConfiguration {

	@Bean
	@Lazy
	@Order(Ordered.LOWEST_PRECEDENCE)
	RestTemplateCustomizer httpCacheRestTemplateCustomizer(BlockingTransports transports) {
		return transports::bind;
	}

}
