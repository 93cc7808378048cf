package io.httpcache.testing;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

import io.httpcache.HttpCache;

/**
 * Begins each test method with an empty cache and the present time. Before and not after
 * it, so that what a start of the application stored is the first test's no more than the
 * last one's.
 */
class HttpCacheTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public int getOrder() {
		return DependencyInjectionTestExecutionListener.ORDER + 100;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (!TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureHttpCache.class)) {
			return;
		}
		ApplicationContext context = testContext.getApplicationContext();
		context.getBeanProvider(MovableClock.class).ifAvailable(MovableClock::reset);
		context.getBeanProvider(HttpCache.class).ifAvailable(HttpCache::clear);
	}

}
