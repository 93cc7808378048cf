package io.httpcache.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What the endpoint needs in a native image: the parts of its page, and the types of its
 * answers, which its operations do not name. Imported by the configuration of the
 * endpoint, as these types are not there without the actuator.
 */
class HttpCacheEndpointRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/httpcache/autoconfigure/actuate/page/*");
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), CacheReport.class,
				RouteReport.class, ExplanationReport.class, EntrySearch.Result.class, CacheViews.History.class,
				CacheViews.Decisions.class, CacheViews.Outage.class, Allowance.class, Problem.class,
				HttpCacheHealthIndicator.Store.class);
	}

}
