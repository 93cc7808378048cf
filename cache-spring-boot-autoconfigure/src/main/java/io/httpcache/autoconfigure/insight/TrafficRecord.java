package io.httpcache.autoconfigure.insight;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.client.AnsweredRequest;
import io.httpcache.client.CacheObserver;
import io.httpcache.engine.Assessment;
import io.httpcache.engine.CacheEngine;
import io.httpcache.engine.CacheMode;
import io.httpcache.engine.Freshness;
import io.httpcache.engine.OriginResponse;
import io.httpcache.engine.ResponseFacts;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.StoredResponse;

/**
 * A bounded record of recent requests by route, for advice. What answers from the cache
 * leaves one small object; only a request that reached the origin leaves more, as nobody
 * notices it there. It holds fingerprints, numbers and names of header fields and query
 * parameters, no value of either.
 */
final class TrafficRecord implements CacheObserver {

	/** Samples of all routes together, unless there are very many routes. */
	private static final int MAX_SAMPLES = 8192;

	static final int MAX_PER_ROUTE = 1024;

	private static final int MIN_PER_ROUTE = 128;

	private final Map<String, RouteRecord> routes = new ConcurrentHashMap<>();

	private final int capacity;

	private final Clock clock;

	private final CacheEngine engine;

	private final Names names = new Names();

	private final Fingerprints fingerprints = new Fingerprints();

	TrafficRecord(int routes, CacheMode mode, Clock clock) {
		this.capacity = Math.max(MIN_PER_ROUTE, Math.min(MAX_PER_ROUTE, MAX_SAMPLES / Math.max(1, routes)));
		this.clock = clock;
		this.engine = new CacheEngine(mode, false, false);
	}

	/** The record of a route, or {@code null} when no request came. */
	@Nullable RouteRecord of(String route) {
		return this.routes.get(route);
	}

	@Override
	public void completed(AnsweredRequest request) {
		boolean bypassed = request.outcome() == CacheOutcome.BYPASS;
		if ((bypassed && request.reason() != CacheReason.CREDENTIAL) || request.request().isHead()) {
			return;
		}
		RouteRecord record = this.routes.get(request.route().name());
		if (record == null) {
			record = this.routes.computeIfAbsent(request.route().name(), (name) -> new RouteRecord(this.capacity));
		}
		int number = record.count();
		int path = this.fingerprints.of(pathHash(request.uri()));
		if (record.samples(path)) {
			record.add(sample(request, number, path));
		}
	}

	/** As {@link String#hashCode} has it: without a query there is nothing to compute. */
	private static int pathHash(String uri) {
		int question = uri.indexOf('?');
		if (question < 0) {
			return uri.hashCode();
		}
		int hash = 0;
		for (int i = 0; i < question; i++) {
			hash = 31 * hash + uri.charAt(i);
		}
		return hash;
	}

	private Sample sample(AnsweredRequest request, int number, int path) {
		StoredResponse response = request.response();
		CacheKey key = request.key();
		long arrived = 0;
		long expires = 0;
		if (response != null) {
			arrived = response.facts().responseTime();
			expires = Freshness.expiresAt(response.facts(), response.status(), request.route().policy(), null);
		}
		OriginResponse origin = isFetched(request.outcome()) ? request.origin() : null;
		Fetched fetched = (origin != null) ? fetched(request, response, origin) : null;
		return new Sample(number, this.clock.millis(), path, this.fingerprints.of(request.uri().hashCode()),
				(key != null) ? key.partitionLow() : 0, arrived, expires, request.outcome(), fetched);
	}

	private static boolean isFetched(CacheOutcome outcome) {
		return switch (outcome) {
			case MISS, REVALIDATED, BYPASS -> true;
			default -> false;
		};
	}

	private Fetched fetched(AnsweredRequest request, @Nullable StoredResponse response, OriginResponse origin) {
		OriginResponse head = (response == null) ? origin : new OriginResponse(response.status(), response.fields(),
				response.facts().requestTime(), response.facts().responseTime());
		Assessment assessment = this.engine.inspection().assess(request.request(), request.route().policy(), head);
		ResponseFacts facts = assessment.facts();
		return new Fetched(head.status(), request.outcome() == CacheOutcome.REVALIDATED,
				new Assessment(assessment.storing(), assessment.configuring(), withoutValues(facts),
						assessment.refusal()),
				request.reason(), (response != null) ? response.bodyLength() : length(origin),
				(response != null) ? response.weight() : 0,
				(response != null) ? this.fingerprints.of(response.body()) : 0,
				request.request().demandsValidation() || request.request().directives().noStore(), headers(request),
				parameters(request), vary(facts));
	}

	private static ResponseFacts withoutValues(ResponseFacts facts) {
		return new ResponseFacts(facts.requestTime(), facts.responseTime(), facts.initialAge(), facts.originLifetime(),
				facts.sinceModified(), facts.staleWhileRevalidate(), facts.staleIfError(), facts.requestedTtl(),
				facts.noCache(), facts.mustRevalidate(), facts.proxyRevalidate(), facts.sharedMaxAge(),
				facts.configurable(), facts.expired(), List.of(), List.of());
	}

	private static long length(OriginResponse origin) {
		String length = origin.fields().first("Content-Length");
		return (length != null && length.length() < 16 && !length.isEmpty()
				&& length.chars().allMatch(Character::isDigit)) ? Long.parseLong(length) : -1;
	}

	private Parts headers(AnsweredRequest request) {
		List<String> names = new ArrayList<>();
		List<Long> values = new ArrayList<>();
		request.forEachKeyPart((name, value) -> {
			names.add(this.names.intern(name));
			values.add(this.fingerprints.of(value));
		});
		return Parts.of(names, values);
	}

	private Parts parameters(AnsweredRequest request) {
		int question = request.uri().indexOf('?');
		if (question < 0) {
			return Parts.NONE;
		}
		List<String> names = new ArrayList<>();
		List<Long> values = new ArrayList<>();
		for (String parameter : request.uri().substring(question + 1).split("&")) {
			int equals = parameter.indexOf('=');
			names.add(this.names.intern((equals < 0) ? parameter : parameter.substring(0, equals)));
			values.add(this.fingerprints.of(parameter));
		}
		return Parts.of(names, values);
	}

	private Parts vary(ResponseFacts facts) {
		return Parts.of(facts.varyNames().stream().map(this.names::intern).toList(),
				facts.varyValues().stream().map(this.fingerprints::of).toList());
	}

}
