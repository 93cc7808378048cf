package io.httpcache.autoconfigure;

import java.lang.reflect.Constructor;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * What the cache looks up by reflection, for a native image. The properties that Spring
 * Boot binds it registers by itself.
 */
class HttpCacheRuntimeHints implements RuntimeHintsRegistrar {

	/** Asked for by name, to know what the application has. */
	private static final List<String> OPTIONAL_TYPES = List.of("tools.jackson.databind.json.JsonMapper",
			"org.springframework.web.reactive.function.client.WebClient", "com.github.benmanes.caffeine.cache.Caffeine",
			"org.springframework.data.redis.connection.ReactiveRedisConnectionFactory", "io.lettuce.core.RedisClient",
			"io.github.resilience4j.circuitbreaker.CircuitBreaker", "io.micrometer.context.ContextSnapshotFactory");

	/**
	 * Whose constructors say which properties there are, for the search for typing
	 * errors.
	 */
	private static final List<Class<?>> PROPERTIES = List.of(HttpCacheProperties.class, StoreProperties.class,
			StoreProperties.Caffeine.class, StoreProperties.Redis.class, StoreProperties.NearCache.class,
			KeyProperties.class, RouteProperties.class, RouteProperties.Heuristic.class, WarmUpProperties.class,
			WarmUpProperties.Client.class, HealthProperties.class);

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(TransportIdentities.Group.class, TransportIdentities.Ssl.class)
			.registerHints(hints);
		for (Class<?> type : PROPERTIES) {
			for (Constructor<?> constructor : type.getDeclaredConstructors()) {
				hints.reflection().registerConstructor(constructor, ExecutableMode.INVOKE);
			}
		}
		for (String type : OPTIONAL_TYPES) {
			hints.reflection().registerTypeIfPresent(classLoader, type, (hint) -> {
			});
		}
		hints.reflection()
			.registerType(TypeReference.of("org.springframework.boot.http.client.HttpClientSettings"),
					MemberCategory.INVOKE_PUBLIC_METHODS);
	}

}
