package io.httpcache.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.httpcache.client.Explanation;

/**
 * An {@link Explanation} as the body of an answer of the endpoint.
 *
 * @param url see {@link Explanation}
 * @param method see {@link Explanation}
 * @param when see {@link Explanation}
 * @param summary see {@link Explanation}
 * @param routes see {@link Explanation}
 * @param key see {@link Explanation}
 * @param stored see {@link Explanation}
 * @param freshness see {@link Explanation}
 * @param sum see {@link Explanation}
 * @param stale see {@link Explanation}
 * @param decision see {@link Explanation}
 * @param last see {@link Explanation}
 * @param alternatives see {@link Explanation}
 */
record ExplanationReport(String url, String method, Instant when, String summary, List<Explanation.RouteStep> routes,
		Explanation.Key key, List<Explanation.Stored> stored, List<Explanation.FreshnessStep> freshness,
		List<Explanation.Term> sum, Explanation.@Nullable Windows stale, Explanation.Decision decision,
		@Nullable String last, List<Explanation.Alternative> alternatives) implements OperationResponseBody {

	static ExplanationReport of(Explanation explanation) {
		return new ExplanationReport(explanation.url(), explanation.method(), explanation.when(), explanation.summary(),
				explanation.routes(), explanation.key(), explanation.stored(), explanation.freshness(),
				explanation.sum(), explanation.stale(), explanation.decision(), explanation.last(),
				explanation.alternatives());
	}

}
