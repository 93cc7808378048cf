package io.httpcache.testing;

import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

import io.httpcache.client.WarmUp;

/**
 * Gives the application under test a clock to move and a store in memory, and takes its
 * warm-up. A record, because test contexts with equal customizers are shared.
 *
 * @param movableClock whether there is a clock to move
 * @param inMemory whether the store is in memory
 * @param warmUp whether a warm-up runs
 */
record HttpCacheContextCustomizer(boolean movableClock, boolean inMemory, boolean warmUp) implements ContextCustomizer {

	private static final Map<String, Object> IN_MEMORY = Map.of("httpcache.store.type", "caffeine",
			"httpcache.store.near-cache.enabled", "false");

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		if (this.inMemory) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("HTTP cache in tests", IN_MEMORY));
		}
		if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
			register(registry);
		}
	}

	private void register(BeanDefinitionRegistry registry) {
		if (this.movableClock) {
			RootBeanDefinition clock = new RootBeanDefinition(MovableClock.class, MovableClock::new);
			// So that the application may have a clock of its own
			clock.setPrimary(true);
			registry.registerBeanDefinition("httpCacheTestClock", clock);
		}
		if (!this.warmUp) {
			registry.registerBeanDefinition("httpCacheTestWarmUp",
					new RootBeanDefinition(WarmUp.class, () -> WarmUp.NONE));
		}
	}

}
