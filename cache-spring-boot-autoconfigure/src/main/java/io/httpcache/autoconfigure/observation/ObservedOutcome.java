package io.httpcache.autoconfigure.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.util.ClassUtils;

/**
 * Gives every observation of an HTTP client the key of the outcome: a client without the
 * cache, or a call that failed before it got there, has {@code none}. A registry such as
 * Prometheus' takes no meters of one name with different keys.
 */
final class ObservedOutcome implements ObservationFilter {

	/** The key. */
	static final String KEY = "httpcache.outcome";

	private static final KeyValue NONE = KeyValue.of(KEY, KeyValue.NONE_VALUE);

	private static final boolean WEB_CLIENT = ClassUtils.isPresent(
			"org.springframework.web.reactive.function.client.ClientRequestObservationContext",
			ObservedOutcome.class.getClassLoader());

	@Override
	public Observation.Context map(Observation.Context context) {
		if ((context instanceof ClientRequestObservationContext || isReactiveClient(context))
				&& context.getLowCardinalityKeyValue(KEY) == null) {
			context.addLowCardinalityKeyValue(NONE);
		}
		return context;
	}

	static boolean isReactiveClient(Observation.ContextView context) {
		return WEB_CLIENT && Reactive.isClient(context);
	}

	/** Loaded only where there is a {@code WebClient}. */
	private static final class Reactive {

		private Reactive() {
		}

		static boolean isClient(Observation.ContextView context) {
			return context instanceof org.springframework.web.reactive.function.client.ClientRequestObservationContext;
		}

	}

}
