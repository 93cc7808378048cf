package io.httpcache.autoconfigure.warmup;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.HttpCacheProperties;
import io.httpcache.autoconfigure.WarmUpProperties;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.WarmUp;
import io.httpcache.client.blocking.BlockingBinding;
import io.httpcache.route.SecretNames;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that fills the {@link HttpCache} when the application starts.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class)
@ConditionalOnBean(CacheRuntime.class)
@ConditionalOnMissingBean(WarmUp.class)
public final class HttpCacheWarmUpAutoConfiguration {

	@Bean
	ConfiguredWarmUp httpCacheWarmUp(HttpCacheProperties properties, ListableBeanFactory beanFactory,
			ObjectProvider<RestClient.Builder> builders, ObjectProvider<BlockingBinding> binding,
			Environment environment) {
		WarmUpProperties warmUp = properties.warmUp();
		WarmUpPlan plan = new WarmUpPlan(warmUp, beanFactory);
		WarmUpFetch fetch = new WarmUpFetch(new WarmUpClients(beanFactory), own(builders, binding), properties.name(),
				SecretNames.of(properties.key().secretQueryParameters())::matches);
		WarmUpSettings settings = new WarmUpSettings(warmUp.concurrency(), warmUp.timeout(), warmUp.urlTimeout());
		ThreadFactory threads = threads(environment);
		return new ConfiguredWarmUp(plan, () -> new WarmUpRun(settings, plan, fetch, threads));
	}

	/** On the transport that the application's clients have, where Boot makes one. */
	private static Supplier<WarmUpClient> own(ObjectProvider<RestClient.Builder> builders,
			ObjectProvider<BlockingBinding> binding) {
		return SingletonSupplier.of(() -> {
			RestClient.Builder builder = builders.getIfAvailable(RestClient::builder);
			binding.getObject().bind(builder);
			return new RestWarmUpClient(builder.build());
		});
	}

	private static ThreadFactory threads(Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new VirtualThreadTaskExecutor("httpcache-warm-up-").getVirtualThreadFactory();
		}
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, "httpcache-warm-up-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	@Bean
	WarmUpRunner httpCacheWarmUpRunner(ConfiguredWarmUp warmUp, HttpCacheProperties properties) {
		return new WarmUpRunner(warmUp, properties.warmUp());
	}

	@Bean
	@Lazy
	HttpServiceGroupClients httpCacheHttpServiceGroupClients() {
		return new HttpServiceGroupClients();
	}

	@Bean
	@Lazy
	RestClientHttpServiceGroupConfigurer httpCacheWarmUpRestClientGroups(HttpServiceGroupClients clients) {
		return (groups) -> groups.forEachClient((group, builder) -> clients.add(group.name(), builder));
	}

	/**
	 * Groups of HTTP interfaces over {@code WebClient}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClient.class)
	static class Reactive {

		@Bean
		@Lazy
		WebClientHttpServiceGroupConfigurer httpCacheWarmUpWebClientGroups(HttpServiceGroupClients clients) {
			return (groups) -> groups.forEachClient((group, builder) -> clients.add(group.name(), builder));
		}

	}

}
