package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import io.httpcache.assembly.CacheExecutor;

/**
 * The executor for the cache's background work.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(HttpCacheExecutor.class)
class ExecutorConfiguration {

	/** No longer, whatever the grace period: what is under way may be done again. */
	private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);

	@Bean
	PooledHttpCacheExecutor httpCacheExecutor(Environment environment) {
		Supplier<ExecutorService> factory = Threading.VIRTUAL.isActive(environment)
				? () -> CacheExecutor.create(new VirtualThreadTaskExecutor("httpcache-").getVirtualThreadFactory())
				: CacheExecutor::create;
		return new PooledHttpCacheExecutor(factory, grace(environment));
	}

	private Duration grace(Environment environment) {
		Duration grace = Binder.get(environment)
			.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
			.orElse(LONGEST_GRACE);
		return (grace != null && grace.compareTo(LONGEST_GRACE) < 0) ? grace : LONGEST_GRACE;
	}

}
