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
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.unit.DataSize;

import io.httpcache.client.CacheRuntime;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.LostInvalidationListener;
import io.httpcache.store.near.NearCacheStore;
import io.httpcache.store.near.RecoveringStore;
import io.httpcache.store.near.StoreBackground;
import io.httpcache.store.near.redis.RedisCoherenceChannel;
import io.httpcache.store.redis.CircuitBreakerStore;
import io.httpcache.store.redis.EncryptionKey;
import io.httpcache.store.redis.EncryptionKey;
import io.httpcache.store.redis.RedisStore;
import io.httpcache.store.redis.RedisStoreSettings;

/**
 * The store in Redis, over the application's own connection, and in front of it what this
 * application keeps in memory.
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
			StoreBackground background, ObjectProvider<Clock> clocks) {
		StoreProperties store = properties.store();
		RedisStoreSettings settings = settings(store.redis(), environment);
		RedisConnectionFactory connectionFactory = connectionFactory(connectionFactories);
		Clock clock = clocks.getIfUnique(Clock::systemUTC);
		RedisStore redis = new RedisStore(connectionFactory, settings, clock, executor::execute);
		// What it loses is kept by the store around it
		RecoveringStore recovering = new RecoveringStore(new CircuitBreakerStore(redis, LostInvalidationListener.NONE),
				background);
		background.every(RecoveringStore.PERIOD, recovering::recover);
		return (store.nearCache().enabled())
				? NearCache.of(recovering, store.nearCache(), connectionFactory, settings, clock, executor, background)
				: recovering;
	}

	private static RedisStoreSettings settings(StoreProperties.Redis redis, Environment environment) {
		DataSize compressAbove = redis.compressAbove();
		return new RedisStoreSettings(redis.keyPrefix(environment.getProperty("spring.application.name")),
				redis.timeout(), redis.lease(), (compressAbove != null) ? compressAbove.toBytes() : -1,
				redis.encryptionKeys().stream().map(EncryptionKey::parse).toList());
	}

	/** Closed after the store, which needs it. */
	@Bean
	StoreBackground httpCacheStoreBackground() {
		return new StoreBackground("httpcache-store");
	}

	@Bean
	RedisAllowances httpCacheAllowances(HttpCacheProperties properties, Environment environment,
			ObjectProvider<RedisConnectionFactory> connectionFactories, CacheRuntime runtime) {
		return new RedisAllowances(new StringRedisTemplate(connectionFactory(connectionFactories)),
				properties.store().redis().keyPrefix(environment.getProperty("spring.application.name")),
				runtime::shareAllowances);
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

	/** Loaded only where the near cache is on: it needs Caffeine. */
	private static final class NearCache {

		private NearCache() {
		}

		static HttpCacheStore of(RecoveringStore shared, StoreProperties.NearCache properties,
				RedisConnectionFactory connectionFactory, RedisStoreSettings settings, Clock clock,
				HttpCacheExecutor executor, StoreBackground background) {
			RedisCoherenceChannel channel = new RedisCoherenceChannel(
					(ReactiveRedisConnectionFactory) connectionFactory, settings.keyPrefix() + "near",
					settings.timeout());
			NearCacheStore store = new NearCacheStore(shared,
					new NearCacheStore.Settings(properties.maxSize().toBytes(), properties.ttl()), channel, clock,
					Upkeep.on(executor), background);
			background.every(NearCacheStore.PERIOD, store::beat);
			return store;
		}

	}

	private static InvalidHttpCacheConfigurationException problem(String reason, String action) {
		return new InvalidHttpCacheConfigurationException(
				List.of(new ConfigurationProblem(TYPE, "redis", null, reason, action)));
	}

}
