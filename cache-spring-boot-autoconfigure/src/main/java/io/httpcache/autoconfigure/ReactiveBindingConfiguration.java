package io.httpcache.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.client.CacheRuntime;
import io.httpcache.client.reactive.CachingExchangeFilter;
import io.httpcache.client.reactive.ReactiveBinding;

/**
 * The cache for a {@code WebClient}, by hand or by a customizer.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebClient.class)
class ReactiveBindingConfiguration {

	@Bean
	@Lazy
	ReactiveBinding httpCacheReactiveBinding(CacheRuntime runtime) {
		return new ReactiveBinding(new CachingExchangeFilter(runtime));
	}

}
