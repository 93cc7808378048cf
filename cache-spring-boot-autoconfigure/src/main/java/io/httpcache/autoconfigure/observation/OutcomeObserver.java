package io.httpcache.autoconfigure.observation;

import java.util.Map;
import java.util.EnumMap;
import java.util.function.Supplier;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.support.HttpRequestWrapper;

import io.httpcache.CacheOutcome;
import io.httpcache.client.AnsweredRequest;
import io.httpcache.client.CacheObserver;

/**
 * Puts the outcome on the client's observation of the request: as a key value, so that a
 * hit can be told from a fast origin, and as an event, which a trace shows. Only
 * constants are written. The observation is the client's own and ends with the call, so
 * there is nothing here to be ended.
 */
final class OutcomeObserver implements CacheObserver {

	/**
	 * An interceptor may have observations of its own between the client's and the cache.
	 */
	private static final int MAX_DEPTH = 8;

	private final Supplier<@Nullable ObservationRegistry> registry;

	private final Map<CacheOutcome, KeyValue> keyValues = new EnumMap<>(CacheOutcome.class);

	private final Map<CacheOutcome, Observation.Event> events = new EnumMap<>(CacheOutcome.class);

	OutcomeObserver(Supplier<@Nullable ObservationRegistry> registry) {
		this.registry = registry;
		for (CacheOutcome outcome : CacheOutcome.values()) {
			this.keyValues.put(outcome, KeyValue.of(ObservedOutcome.KEY, outcome.name()));
			// One name for all, as a meter is made of it
			this.events.put(outcome, Observation.Event.of("httpcache", "httpcache " + outcome.name()));
		}
	}

	@Override
	public void completed(AnsweredRequest request) {
		Observation observation = observation(request);
		KeyValue keyValue = this.keyValues.get(request.outcome());
		Observation.Event event = this.events.get(request.outcome());
		if (observation != null && keyValue != null && event != null) {
			observation.lowCardinalityKeyValue(keyValue);
			if (request.reason() != null) {
				observation.highCardinalityKeyValue("httpcache.reason", request.reason().name());
			}
			observation.event(event);
		}
	}

	private @Nullable Observation observation(AnsweredRequest request) {
		Observation ofClient = request.observation();
		if (ofClient != null) {
			return find(ofClient, request.wire(), false);
		}
		ObservationRegistry registry = this.registry.get();
		Observation current = (registry != null) ? registry.getCurrentObservation() : null;
		return (current != null) ? find(current, request.wire(), true) : null;
	}

	private static @Nullable Observation find(Observation start, HttpRequest wire, boolean blocking) {
		Observation observation = start;
		for (int depth = 0; observation != null && depth < MAX_DEPTH; depth++) {
			Observation.ContextView context = observation.getContextView();
			if (blocking ? (context instanceof ClientRequestObservationContext client && isOf(client, wire))
					: ObservedOutcome.isReactiveClient(context)) {
				return observation;
			}
			observation = (context.getParentObservation() instanceof Observation parent) ? parent : null;
		}
		return null;
	}

	/**
	 * A request without an observation may run within that of another, such as one for a
	 * token within the call that needs it.
	 */
	private static boolean isOf(ClientRequestObservationContext context, HttpRequest wire) {
		HttpRequest observed = context.getCarrier();
		HttpRequest request = wire;
		while (request != observed && request instanceof HttpRequestWrapper wrapper) {
			request = wrapper.getRequest();
		}
		return request == observed || (observed != null && observed.getAttributes() == wire.getAttributes());
	}

}
