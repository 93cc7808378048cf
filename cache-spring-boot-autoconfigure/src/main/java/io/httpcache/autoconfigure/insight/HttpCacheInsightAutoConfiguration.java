package io.httpcache.autoconfigure.insight;

import java.time.Clock;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.HttpCacheProperties;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.RequestExplainer;
import io.httpcache.route.Routes;
import io.httpcache.route.SecretNames;
import io.httpcache.store.HttpCacheStore;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for what the actuator tells of the {@link HttpCache}: recent
 * decisions, explanations, advice. Without the actuator nothing is recorded.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
@ConditionalOnBean(HttpCache.class)
public final class HttpCacheInsightAutoConfiguration {

	@Bean
	DecisionLog httpCacheDecisionLog(HttpCacheProperties properties, ObjectProvider<Clock> clock) {
		return new DecisionLog(clock.getIfUnique(Clock::systemUTC), secrets(properties));
	}

	private static SecretNames secrets(HttpCacheProperties properties) {
		return SecretNames.of(properties.key().secretQueryParameters());
	}

	@Bean
	TrafficRecord httpCacheTrafficRecord(HttpCacheProperties properties, Routes routes, ObjectProvider<Clock> clock) {
		return new TrafficRecord(routes.all().size(), properties.mode(), clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean
	@Lazy
	CacheExplainer httpCacheExplainer(CacheRuntime runtime, DecisionLog decisions) {
		return new DefaultCacheExplainer(new RequestExplainer(runtime), decisions);
	}

	@Bean
	@ConditionalOnMissingBean
	@Lazy
	CacheAdvisor httpCacheAdvisor(HttpCacheProperties properties, Routes routes, TrafficRecord traffic,
			DecisionLog decisions, HttpCache cache, HttpCacheStore store, ObjectProvider<Clock> clock) {
		List<AdviceRule> rules = List.of(new FreshnessRules(), new ProhibitionRule(),
				new KeyRules(properties.key().ignoredHeaders()), new ParameterRule(secrets(properties)),
				new StoreRules(store::statistics), new StaleRule(properties.health().staleRateHealthy().fraction()));
		return new DefaultCacheAdvisor(routes, traffic, decisions, cache::statistics, rules,
				properties.health().minRequests(), clock.getIfUnique(Clock::systemUTC));
	}

}
