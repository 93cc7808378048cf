package io.httpcache.store.caffeine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.store.StoredResponse;

/**
 * Values that many responses have in common, kept once: an application has few lists of
 * {@code Vary} names, few sets of tags. Bounded; what comes too late is not shared.
 */
final class SharedValues {

	private static final int MOST_VALUES = 512;

	private static final int LONGEST_VALUE = 256;

	private final ConcurrentMap<Object, Object> values = new ConcurrentHashMap<>();

	StoredResponse share(StoredResponse response) {
		ResponseFacts facts = response.facts();
		List<String> names = share(facts.varyNames(), length(facts.varyNames()));
		List<String> values = share(facts.varyValues(), length(facts.varyValues()));
		Set<String> tags = share(response.tags(), length(response.tags()));
		String route = share(response.route(), response.route().length());
		if (names == facts.varyNames() && values == facts.varyValues() && tags == response.tags()
				&& route.equals(response.route())) {
			return response;
		}
		ResponseFacts shared = new ResponseFacts(facts.requestTime(), facts.responseTime(), facts.initialAge(),
				facts.originLifetime(), facts.sinceModified(), facts.staleWhileRevalidate(), facts.staleIfError(),
				facts.requestedTtl(), facts.noCache(), facts.mustRevalidate(), facts.proxyRevalidate(),
				facts.sharedMaxAge(), facts.configurable(), facts.expired(), names, values);
		return new StoredResponse(response.method(), response.status(), response.fields(), response.body(), shared,
				response.keepUntil(), route, tags);
	}

	@SuppressWarnings("unchecked")
	private <T> T share(T value, int length) {
		if (length == 0 || length > LONGEST_VALUE) {
			return value;
		}
		Object present = this.values.get(value);
		if (present == null && this.values.size() < MOST_VALUES) {
			present = this.values.putIfAbsent(value, value);
		}
		return (present != null) ? (T) present : value;
	}

	private static int length(Iterable<String> texts) {
		int length = 0;
		for (String text : texts) {
			length += text.length() + 1;
		}
		return length;
	}

}
