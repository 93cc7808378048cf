package io.httpcache.autoconfigure.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.insight.CacheExplainer;
import io.httpcache.autoconfigure.insight.Decision;
import io.httpcache.autoconfigure.insight.RecentDecisions;

/**
 * What there is to read below the endpoint's own path.
 */
final class CacheViews {

	private final HttpCache cache;

	private final EntrySearch entries;

	private final CacheHistory history;

	private final ObjectProvider<CacheExplainer> explainer;

	private final ObjectProvider<RecentDecisions> decisions;

	CacheViews(HttpCache cache, String storeType, CacheHistory history, ObjectProvider<CacheExplainer> explainer,
			ObjectProvider<RecentDecisions> decisions) {
		this.cache = cache;
		this.entries = new EntrySearch(cache, storeType);
		this.history = history;
		this.explainer = explainer;
		this.decisions = decisions;
	}

	WebEndpointResponse<OperationResponseBody> show(String view, @Nullable Object url, @Nullable Object limit,
			@Nullable Object header, ShownUrls urls) {
		return switch (view) {
			case "entries" -> found(this.entries.find(Parameters.text("url", url), limit(limit), urls));
			case "explain" -> explain(url, header);
			case "decisions" -> found(decisions(limit(limit), urls));
			case "history" -> found(new History(this.history.interval().toMillis(), this.history.samples()));
			case "outage" -> found(new Outage(this.cache.staleAllowances().stream().map(Allowance::of).toList()));
			default -> Problem.notFound("There are: entries, explain, decisions, history, outage.");
		};
	}

	private static WebEndpointResponse<OperationResponseBody> found(OperationResponseBody body) {
		return new WebEndpointResponse<>(body);
	}

	private WebEndpointResponse<OperationResponseBody> explain(@Nullable Object url, @Nullable Object header) {
		String target = Parameters.url(Parameters.required("url", url)).toString();
		CacheExplainer explainer = this.explainer.getIfAvailable();
		return (explainer == null) ? Problem.notFound("There is nothing here to explain it.")
				: found(ExplanationReport.of(explainer.explain(target, Parameters.headers(header))));
	}

	private Decisions decisions(int limit, ShownUrls urls) {
		RecentDecisions decisions = this.decisions.getIfAvailable();
		return new Decisions(
				(decisions == null) ? List.of() : decisions.latest(limit).stream().map((it) -> row(it, urls)).toList());
	}

	private static Decisions.Row row(Decision decision, ShownUrls urls) {
		return new Decisions.Row(decision.when().toString(), decision.method(), urls.show(decision.url()),
				decision.route(), decision.outcome().name(),
				(decision.reason() != null) ? decision.reason().name() : null, decision.status(),
				decision.duration().toNanos() / 1_000_000.0);
	}

	private static int limit(@Nullable Object value) {
		String text = Parameters.text("limit", value);
		if (text == null) {
			return EntrySearch.DEFAULT_LIMIT;
		}
		try {
			int limit = Integer.parseInt(text);
			if (limit > 0) {
				return Math.min(limit, EntrySearch.LARGEST_LIMIT);
			}
		}
		catch (NumberFormatException ex) {
			// Told below
		}
		throw new BadRequestException("\"limit\" is a whole number, 1 or more.");
	}

	/**
	 * The samples that growth is judged by.
	 *
	 * @param intervalMillis how far they are apart
	 * @param samples the samples, the oldest first
	 */
	record History(long intervalMillis, List<StoreSample> samples) implements OperationResponseBody {

	}

	/**
	 * How the latest requests were answered.
	 *
	 * @param decisions the latest first
	 */
	record Decisions(List<Row> decisions) implements OperationResponseBody {

		/**
		 * One request.
		 *
		 * @param when when it was answered
		 * @param method the method
		 * @param url the URL, secrets redacted
		 * @param route the name of the route
		 * @param outcome how it was answered
		 * @param reason why nothing was stored or used, or {@code null}
		 * @param status the status, or {@code null} when the call failed
		 * @param millis how long it took
		 */
		record Row(String when, String method, String url, String route, String outcome, @Nullable String reason,
				@Nullable Integer status, double millis) {

		}

	}

	/**
	 * What may be answered stale by hand.
	 *
	 * @param allowances for all URLs first, then by route
	 */
	record Outage(List<Allowance> allowances) implements OperationResponseBody {

	}

}
