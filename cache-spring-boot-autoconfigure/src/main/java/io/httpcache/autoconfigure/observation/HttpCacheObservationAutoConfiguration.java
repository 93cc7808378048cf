package io.httpcache.autoconfigure.observation;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the outcome of the {@link HttpCache} on the observations of
 * HTTP clients.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ ObservationRegistry.class, HttpCache.class })
public final class HttpCacheObservationAutoConfiguration {

	/**
	 * The registry comes late: its handlers may need a client, and that one the cache.
	 */
	@Bean
	OutcomeObserver httpCacheOutcomeObserver(ObjectProvider<ObservationRegistry> registry) {
		SingletonSupplier<ObservationRegistry> once = SingletonSupplier
			.of(() -> registry.getIfUnique(() -> ObservationRegistry.NOOP));
		return new OutcomeObserver(() -> once.get());
	}

	@Bean
	ObservedOutcome httpCacheObservedOutcome() {
		return new ObservedOutcome();
	}

}
