package io.httpcache.autoconfigure;

import java.util.Base64;
import java.util.List;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * The chosen store can work with what is on the class path.
 */
final class StoreCheck implements ConfigurationCheck {

	private static final ConfigurationPropertyName TYPE = PropertyNames.of("store.type");

	private static final ConfigurationPropertyName NEAR_CACHE = PropertyNames.of("store.near-cache.enabled");

	private static final String ADD_REDIS = "Add the dependency "
			+ "\"org.springframework.boot:spring-boot-starter-data-redis\", or set \"httpcache.store.type\" to "
			+ "\"caffeine\".";

	private final ClassLoader classLoader;

	StoreCheck(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		StoreProperties store = properties.store();
		if (store.type() == StoreProperties.Type.REDIS) {
			checkRedis(store, problems);
		}
		else {
			checkCaffeine(store, problems);
		}
		positive("store.max-entry-size", store.maxEntrySize(), problems);
		positive("store.max-in-flight", store.maxInFlight(), problems);
		positive("store.caffeine.max-size", store.caffeine().maxSize(), problems);
		positive("store.near-cache.max-size", store.nearCache().maxSize(), problems);
		if (store.redis().keyPrefix() != null && store.redis().keyPrefix().contains("{}")) {
			problems.add(PropertyNames.of("store.redis.key-prefix"), store.redis().keyPrefix(),
					"With empty braces Redis would spread the keys of one URL over a cluster.",
					"Leave the \"{}\" out. A prefix ends well with a colon, such as \"httpcache:shop:\".");
		}
		DurationCheck.positive(PropertyNames.of("store.redis.timeout"), store.redis().timeout(), problems);
		store.redis().encryptionKeys().forEach((key) -> checkKey(key, problems));
		DurationCheck.notNegative(PropertyNames.of("store.redis.lease"), store.redis().lease(), problems);
		DurationCheck.positive(PropertyNames.of("store.near-cache.ttl"), store.nearCache().ttl(), problems);
	}

	private void checkRedis(StoreProperties store, ConfigurationProblems problems) {
		if (!isPresent("org.springframework.data.redis.connection.ReactiveRedisConnectionFactory")) {
			problems.add(TYPE, "The store is Redis, but Spring Data Redis is not on the class path.", ADD_REDIS);
		}
		else if (!isPresent("io.lettuce.core.RedisClient")) {
			problems.add(TYPE, "The store in Redis needs the driver Lettuce, which is not on the class path.",
					ADD_REDIS);
		}
		if (!isPresent("io.github.resilience4j.circuitbreaker.CircuitBreaker")) {
			problems.add(TYPE,
					"The store is Redis, but Resilience4j's circuit breaker is not on the class path. "
							+ "It keeps calls quick while Redis is away.",
					"Add the dependency \"io.github.resilience4j:resilience4j-circuitbreaker\" (the starter "
							+ "\"io.httpcache:cache-spring-boot-starter\" brings it; look for an exclusion).");
		}
		if (store.nearCache().enabled() && !isCaffeinePresent()) {
			problems.add(NEAR_CACHE, "The near cache is on, but Caffeine is not on the class path.",
					"Add the dependency \"com.github.ben-manes.caffeine:caffeine\", "
							+ "or set \"httpcache.store.near-cache.enabled\" to \"false\".");
		}
	}

	private static void checkKey(String key, ConfigurationProblems problems) {
		try {
			// Not by its class, which comes with a store that may not be used
			int colon = key.indexOf(':');
			int bytes = Base64.getDecoder().decode(key.substring(colon + 1).strip()).length;
			if (key.substring(0, colon).strip().matches("[A-Za-z0-9._-]{1,32}")
					&& List.of(16, 24, 32).contains(bytes)) {
				return;
			}
		}
		catch (RuntimeException ex) {
			// Told below, without the key
		}
		problems.addRedacted(PropertyNames.of("store.redis.encryption-keys"), "******",
				"An entry is no key for AES: a name, a colon, and 16, 24 or 32 bytes in base64.",
				"Make one with \"openssl rand -base64 32\" and write it as \"2026-11:<what that printed>\".");
	}

	private void checkCaffeine(StoreProperties store, ConfigurationProblems problems) {
		if (!isCaffeinePresent()) {
			problems.add(TYPE, "The store is Caffeine, but Caffeine is not on the class path.",
					"Add the dependency \"com.github.ben-manes.caffeine:caffeine\" (the starter "
							+ "\"io.httpcache:cache-spring-boot-starter\" brings it), or set "
							+ "\"httpcache.store.type\" to \"redis\".");
		}
		if (store.nearCache().enabled()) {
			// No mistake: often only one profile sets the type to Redis
			problems.warn(NEAR_CACHE, "a near cache stands in front of a shared store; it does nothing with "
					+ "\"httpcache.store.type\" set to \"caffeine\".");
		}
	}

	private void positive(String path, DataSize size, ConfigurationProblems problems) {
		if (size.toBytes() <= 0) {
			problems.add(PropertyNames.of(path), "A size is more than zero.",
					"Write a size such as \"1MB\". To store nothing, set \"httpcache.read-only\" to \"true\".");
		}
	}

	private boolean isCaffeinePresent() {
		return isPresent("com.github.benmanes.caffeine.cache.Caffeine");
	}

	private boolean isPresent(String className) {
		return ClassUtils.isPresent(className, this.classLoader);
	}

}
