package io.httpcache.autoconfigure.actuate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.HttpCacheProperties;
import io.httpcache.store.HttpCacheStore;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the health indicator of the cache.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("httpcache")
@ConditionalOnBean(HttpCache.class)
public final class HttpCacheHealthContributorAutoConfiguration {

	// The name of the contributor is that of its bean
	@Bean
	@ConditionalOnMissingBean(name = "httpcacheHealthIndicator")
	HealthIndicator httpcacheHealthIndicator(HttpCache cache, HttpCacheStore store, HttpCacheProperties properties) {
		return new HttpCacheHealthIndicator(cache, store.type(), properties.health());
	}

}
