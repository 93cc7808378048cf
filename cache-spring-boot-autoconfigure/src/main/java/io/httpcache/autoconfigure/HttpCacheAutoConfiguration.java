package io.httpcache.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.httpcache.CacheEventListener;
import io.httpcache.CacheKeyCustomizer;
import io.httpcache.CachePartitionResolver;
import io.httpcache.CacheStorageFilter;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.warmup.WarmUpClients;
import io.httpcache.client.AllowanceSharing;
import io.httpcache.client.CacheObserver;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.CacheSettings;
import io.httpcache.client.ClientBinding;
import io.httpcache.client.DefaultHttpCache;
import io.httpcache.client.WarmUp;
import io.httpcache.client.blocking.BlockingBinding;
import io.httpcache.client.blocking.CachingInterceptor;
import io.httpcache.route.CachePolicyCustomizer;
import io.httpcache.route.Routes;
import io.httpcache.store.HttpCacheStore;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the {@link HttpCache}. What puts it on clients are
 * configurations of their own.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "httpcache.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HttpCacheProperties.class)
@Import({ ExecutorConfiguration.class, CaffeineStoreConfiguration.class, RedisStoreConfiguration.class,
		ReactiveBindingConfiguration.class })
public final class HttpCacheAutoConfiguration {

	private static final Log logger = LogFactory.getLog(HttpCacheAutoConfiguration.class);

	private static final boolean ACTUATOR_PRESENT = ClassUtils.isPresent(
			"org.springframework.boot.actuate.endpoint.web.WebEndpointResponse",
			HttpCacheAutoConfiguration.class.getClassLoader());

	@Bean
	@ConditionalOnMissingBean
	Routes httpCacheRoutes(HttpCacheProperties properties, ApplicationContext context,
			ObjectProvider<CachePolicyCustomizer> policyCustomizers) {
		Routes routes = new RoutesFactory(ConfigurationPropertySources.get(context.getEnvironment()),
				classLoader(context), names(context, CachePartitionResolver.class), warmUpCheck(context))
			.create(properties);
		return PolicyCustomizers.apply(policyCustomizers.orderedStream().toList(), routes);
	}

	private static ClassLoader classLoader(ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		return (classLoader != null) ? classLoader : HttpCacheAutoConfiguration.class.getClassLoader();
	}

	private static WarmUpCheck warmUpCheck(ApplicationContext context) {
		WarmUpClients clients = new WarmUpClients(context);
		return new WarmUpCheck(clients::names, clients::isHandMadeInterface);
	}

	private static Collection<String> names(ListableBeanFactory beanFactory, Class<?> type) {
		return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false));
	}

	@Bean
	@ConditionalOnMissingBean
	CacheRuntime httpCacheRuntime(HttpCacheProperties properties, Routes routes, HttpCacheStore store,
			HttpCacheExecutor executor, ObjectProvider<Clock> clock, CacheRuntime.Extensions extensions) {
		return new CacheRuntime(settings(properties), routes, store, clock.getIfUnique(Clock::systemUTC),
				executor::execute, extensions);
	}

	private static CacheSettings settings(HttpCacheProperties properties) {
		return new CacheSettings(properties.name(), properties.mode(), properties.offline(), properties.readOnly(),
				properties.store().maxInFlight().toBytes(), List.copyOf(properties.key().ignoredHeaders()),
				secret(properties.key().secret()), properties.key().secretQueryParameters());
	}

	private static byte @Nullable [] secret(@Nullable String secret) {
		return StringUtils.hasLength(secret) ? secret.getBytes(StandardCharsets.UTF_8) : null;
	}

	@Bean
	@ConditionalOnMissingBean
	CacheRuntime.Extensions httpCacheExtensions(ListableBeanFactory beanFactory,
			ObjectProvider<CacheKeyCustomizer> keyCustomizers, ObjectProvider<CacheStorageFilter> storageFilters,
			ObjectProvider<CacheObserver> observers) {
		return new CacheRuntime.Extensions(List.of(), keyCustomizers.orderedStream().toList(),
				BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, CachePartitionResolver.class),
				storageFilters.orderedStream().toList(), observers.orderedStream().toList());
	}

	/** When all beans are there, so that a listener may be given the cache. */
	@Bean
	SmartInitializingSingleton httpCacheEventListeners(CacheRuntime runtime,
			ObjectProvider<CacheEventListener> eventListeners) {
		return () -> runtime.addEventListeners(eventListeners.orderedStream().toList());
	}

	@Bean
	@Lazy
	BlockingBinding httpCacheBlockingBinding(CacheRuntime runtime) {
		return new BlockingBinding(new CachingInterceptor(runtime));
	}

	/** Who looks for the endpoint meets a 404, which says nothing. */
	private static String hint(ListableBeanFactory beanFactory) {
		return (ACTUATOR_PRESENT && !beanFactory.containsBeanDefinition("httpCacheEndpoint"))
				? "; to look at it, add \"httpcache\" to management.endpoints.web.exposure.include" : "";
	}

	@Bean
	@ConditionalOnMissingBean
	HttpCache httpCache(CacheRuntime runtime, ObjectProvider<ClientBinding> bindings, ObjectProvider<WarmUp> warmUp,
			ObjectProvider<AllowanceSharing> sharing, HttpCacheProperties properties, Routes routes,
			HttpCacheStore store, ListableBeanFactory beanFactory) {
		logger.info("HTTP cache \"" + properties.name() + "\": " + properties.mode().name().toLowerCase(Locale.ROOT)
				+ ", store " + store.type() + ", " + (routes.all().size() - 1) + " route(s)" + hint(beanFactory));
		return new DefaultHttpCache(runtime, () -> bindings.orderedStream().toList(),
				warmUp.getIfAvailable(() -> WarmUp.NONE), sharing.getIfAvailable(() -> AllowanceSharing.NONE));
	}

}
