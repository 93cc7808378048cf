package io.httpcache.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.HttpCacheProperties;
import io.httpcache.route.Routes;
import io.httpcache.store.HttpCacheStore;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the meters of the {@link HttpCache}.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, HttpCache.class })
public final class HttpCacheMetricsAutoConfiguration {

	@Bean
	MeterCacheObserver httpCacheMeterObserver(MeterRegistry registry, HttpCacheProperties properties, Routes routes,
			HttpCacheStore store) {
		return new MeterCacheObserver(registry, properties.name(), routes.all(), store.type());
	}

	@Bean
	HttpCacheMeterBinder httpCacheMeterBinder(HttpCache cache, HttpCacheProperties properties,
			MeterCacheObserver observer) {
		return new HttpCacheMeterBinder(cache, properties.name(), observer::puts);
	}

}
