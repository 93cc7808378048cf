package io.httpcache.autoconfigure;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.caffeine.CaffeineStore;

/**
 * The store in this application's memory.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Caffeine.class)
@ConditionalOnProperty(name = "httpcache.store.type", havingValue = "caffeine", matchIfMissing = true)
@ConditionalOnMissingBean(HttpCacheStore.class)
class CaffeineStoreConfiguration {

	// Sizes are checked with the routes
	@Bean
	@DependsOn("httpCacheRoutes")
	CaffeineStore httpCacheStore(HttpCacheProperties properties, HttpCacheExecutor executor,
			ObjectProvider<Clock> clock) {
		return new CaffeineStore(properties.store().caffeine().maxSize().toBytes(), clock.getIfUnique(Clock::systemUTC),
				Upkeep.on(executor));
	}

}
