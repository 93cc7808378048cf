package io.httpcache.testing;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Finds {@link AutoConfigureHttpCache} on a test class.
 */
class HttpCacheContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		AutoConfigureHttpCache annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureHttpCache.class);
		return (annotation != null)
				? new HttpCacheContextCustomizer(annotation.movableClock(), annotation.inMemory(), annotation.warmUp())
				: null;
	}

}
