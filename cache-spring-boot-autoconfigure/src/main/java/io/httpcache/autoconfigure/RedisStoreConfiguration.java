package io.httpcache.autoconfigure;

import java.time.Clock;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.LostInvalidationListener;
import io.httpcache.store.redis.CircuitBreakerStore;
import io.httpcache.store.redis.RedisStore;
import io.httpcache.store.redis.RedisStoreSettings;

/**
 * The store in Redis, over the application's own connection.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ RedisConnectionFactory.class, RedisClient.class, CircuitBreaker.class })
@ConditionalOnProperty(name = "httpcache.store.type", havingValue = "redis")
@ConditionalOnMissingBean(HttpCacheStore.class)
class RedisStoreConfiguration {

	private static final String TYPE = "httpcache.store.type";

	// The prefix and the timeout are checked with the routes
	@Bean
	@DependsOn("httpCacheRoutes")
	HttpCacheStore httpCacheStore(HttpCacheProperties properties, Environment environment,
			ObjectProvider<RedisConnectionFactory> connectionFactories, HttpCacheExecutor executor,
			ObjectProvider<Clock> clock) {
		StoreProperties.Redis redis = properties.store().redis();
		RedisStoreSettings settings = new RedisStoreSettings(
				redis.keyPrefix(environment.getProperty("spring.application.name")), redis.timeout());
		RedisStore store = new RedisStore(connectionFactory(connectionFactories), settings,
				clock.getIfUnique(Clock::systemUTC), executor::execute);
		return new CircuitBreakerStore(store, LostInvalidationListener.NONE);
	}

	private static RedisConnectionFactory connectionFactory(ObjectProvider<RedisConnectionFactory> candidates) {
		RedisConnectionFactory factory = candidates.getIfUnique();
		if (factory == null) {
			throw problem("The store is Redis, but there is not one RedisConnectionFactory bean (or one primary one).",
					"Let Spring Boot make it from \"spring.data.redis.*\", mark one bean as @Primary, or set "
							+ "\"httpcache.store.type\" to \"caffeine\".");
		}
		if (factory.getClass()
			.getName()
			.equals("org.springframework.data.redis.connection.jedis.JedisConnectionFactory")) {
			throw problem("The store in Redis needs the driver Lettuce, and the connection is one of Jedis.",
					"Set \"spring.data.redis.client-type\" to \"lettuce\", or leave it out.");
		}
		return factory;
	}

	private static InvalidHttpCacheConfigurationException problem(String reason, String action) {
		return new InvalidHttpCacheConfigurationException(
				List.of(new ConfigurationProblem(TYPE, "redis", null, reason, action)));
	}

}
