package io.httpcache.autoconfigure.actuate;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.HttpCacheProperties;
import io.httpcache.autoconfigure.insight.CacheAdvisor;
import io.httpcache.autoconfigure.insight.CacheExplainer;
import io.httpcache.autoconfigure.insight.RecentDecisions;
import io.httpcache.route.Routes;
import io.httpcache.route.SecretNames;
import io.httpcache.store.HttpCacheStore;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the {@link HttpCacheEndpoint}. Nothing of it is there unless
 * the endpoint is exposed.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(HttpCacheEndpoint.class)
@ConditionalOnBean(HttpCache.class)
@EnableConfigurationProperties(HttpCacheEndpointProperties.class)
@ImportRuntimeHints(HttpCacheEndpointRuntimeHints.class)
public final class HttpCacheEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CacheHistory httpCacheHistory(HttpCache cache, ObjectProvider<Clock> clock, HttpCacheProperties properties) {
		return new CacheHistory(cache, clock.getIfUnique(Clock::systemUTC), properties.health().growthWindow());
	}

	@Bean
	@ConditionalOnMissingBean
	HttpCacheEndpoint httpCacheEndpoint(HttpCache cache, HttpCacheStore store, HttpCacheProperties properties,
			Routes routes, CacheHistory history, ObjectProvider<CacheAdvisor> advisor,
			ObjectProvider<CacheExplainer> explainer, ObjectProvider<RecentDecisions> decisions,
			HttpCacheEndpointProperties endpointProperties, ObjectProvider<EndpointAccessResolver> access) {
		return new HttpCacheEndpoint(cache, new CacheReporter(cache, store, properties, routes, history, advisor),
				new CacheViews(cache, store.type(), history, explainer, decisions), new CacheActions(cache, routes),
				new HttpCachePage(properties.name(), isReadOnly(access), properties.health()), endpointProperties,
				SecretNames.of(properties.key().secretQueryParameters()));
	}

	private static boolean isReadOnly(ObjectProvider<EndpointAccessResolver> access) {
		EndpointAccessResolver resolver = access.getIfAvailable();
		return resolver != null
				&& resolver.accessFor(EndpointId.of(HttpCacheEndpoint.ID), Access.UNRESTRICTED) != Access.UNRESTRICTED;
	}

}
