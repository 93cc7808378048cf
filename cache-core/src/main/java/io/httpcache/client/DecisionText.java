package io.httpcache.client;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.client.Explanation.Decision;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.ForwardReason;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.StaleWindows;
import io.httpcache.engine.StoredCandidate;
import io.httpcache.http.CacheControl;

/**
 * Puts a decision of the engine into words. It decides nothing: everything it says is
 * read from the decision, the request or the windows.
 */
final class DecisionText implements RequestDecision.Visitor<Decision, RuntimeException> {

	private final CacheRuntime cache;

	private final CacheRequest request;

	private final @Nullable StoredCandidate selected;

	private final @Nullable StaleWindows windows;

	private final long expires;

	private final long now;

	/**
	 * Words for the decisions on a request.
	 * @param selected the stored response that it selects
	 * @param windows how long that may be used stale
	 * @param expires when it becomes stale
	 */
	DecisionText(CacheRuntime cache, CacheRequest request, @Nullable StoredCandidate selected,
			@Nullable StaleWindows windows, long expires, long now) {
		this.cache = cache;
		this.request = request;
		this.selected = selected;
		this.windows = windows;
		this.expires = expires;
		this.now = now;
	}

	@Override
	public Decision serve(RequestDecision.Serve decision) {
		StatusField field = StatusField.hit(this.cache.name, decision.outcome(), decision.ttl(), decision.detail());
		boolean refresh = decision.refresh() != null;
		return switch (decision.outcome()) {
			case HIT -> decision(decision.outcome(), null, field, false, refresh,
					"A stored response is fresh and answers; the origin is not asked. It stays fresh for "
							+ DurationText.of(this.expires - this.now) + "."
							+ (refresh ? " As refresh-ahead asks for it, it is refreshed in the background." : ""));
			case STALE_IF_ERROR -> decision(decision.outcome(), CacheReason.STALE_IF_ERROR,
					StatusField.forwarded(this.cache.name, CacheOutcome.STALE_IF_ERROR, ForwardReason.STALE, 0, false,
							CacheReason.STALE_IF_ERROR),
					false, false, "The stored response has been stale for " + staleFor()
							+ ", but the origin failed moments ago and is left alone for a while, so it stands in.");
			default -> decision(decision.outcome(), decision.detail(), field, false, refresh,
					"The stored response has been stale for " + staleFor() + " and still answers: "
							+ whyStale(refresh, decision.detail()));
		};
	}

	private String whyStale(boolean refresh, @Nullable CacheReason detail) {
		if (detail == CacheReason.OUTAGE) {
			return ReasonText.of(detail) + ".";
		}
		if (refresh && this.windows != null) {
			return "stale-while-revalidate allows " + DurationText.of(this.windows.whileRevalidate())
					+ ". It is refreshed in the background.";
		}
		if (this.cache.settings.offline()) {
			return "the cache is offline and may not ask the origin.";
		}
		return (this.request.directives().maxStale() != CacheControl.ABSENT) ? "the request says max-stale."
				: "the request accepts a stale answer.";
	}

	private String staleFor() {
		return DurationText.of(Math.max(0, this.now - this.expires));
	}

	@Override
	public Decision fetch(RequestDecision.Fetch decision) {
		boolean conditional = !decision.conditions().lines().isEmpty();
		StringBuilder text = new StringBuilder(why(decision)).append(conditional
				? " The origin is asked whether it has changed since (%s); if it answers 304, the stored response is fresh again and answers (REVALIDATED)."
					.formatted(String.join(", ", names(decision)))
				: " The origin is asked for the whole response.");
		if (decision.refusal() != null) {
			text.append(" Its answer is not stored: ").append(ReasonText.of(decision.refusal())).append('.');
		}
		RequestDecision.Patience patience = decision.patience();
		if (patience != null) {
			text.append(" If it takes longer than ")
				.append(DurationText.of(patience.millis()))
				.append(" (soft-timeout), the stale response answers meanwhile.");
		}
		if (decision.standIn() != null) {
			text.append(" If the origin fails, the stale response stands in for another ")
				.append(DurationText.of(decision.standInUntil() - this.now))
				.append(" (stale-if-error).");
		}
		return decision(CacheOutcome.MISS, decision.refusal(), StatusField.forwarded(this.cache.name, CacheOutcome.MISS,
				decision.forward(), 0, false, decision.refusal()), conditional, false, text.toString());
	}

	private static List<String> names(RequestDecision.Fetch decision) {
		List<String> names = new ArrayList<>();
		decision.conditions().forEachName(names::add);
		return names;
	}

	private String why(RequestDecision.Fetch decision) {
		return switch (decision.forward()) {
			case URI_MISS -> "Nothing is stored under this key.";
			case VARY_MISS -> "What is stored under this key was the answer to other request fields, which the origin "
					+ "names in Vary.";
			case PARTIAL -> "The request asks for a part that cannot be cut from what is stored.";
			case STALE -> (this.selected != null && this.selected.facts().expired())
					? "The stored response was made stale by hand (HttpCache.expire)."
					: "The stored response has been stale for " + staleFor() + ".";
			default -> (this.selected == null) ? "The request does not accept a stored response." : whyNotAccepted();
		};
	}

	private String whyNotAccepted() {
		if (this.windows != null && this.windows.validated()) {
			return "The stored response says no-cache, so the origin confirms it before each use, fresh or not.";
		}
		CacheControl directives = this.request.directives();
		if (directives.noStore()) {
			return "The request says no-store, so nothing stored is used.";
		}
		if (this.request.demandsValidation()) {
			return "The request says no-cache, so the origin has the last word.";
		}
		if (directives.maxAge() != CacheControl.ABSENT) {
			return "The request says max-age=" + directives.maxAge() + ", and the stored response is older.";
		}
		if (directives.minFresh() != CacheControl.ABSENT) {
			return "The request says min-fresh=" + directives.minFresh()
					+ ", and the stored response is not fresh for so long.";
		}
		return "The request has conditions that only the origin can judge.";
	}

	@Override
	public Decision unsatisfiable(RequestDecision.Unsatisfiable decision) {
		return decision(CacheOutcome.UNSATISFIABLE, CacheReason.ONLY_IF_CACHED,
				StatusField.forwarded(this.cache.name, CacheOutcome.UNSATISFIABLE, null, 0, false,
						CacheReason.ONLY_IF_CACHED),
				false, false,
				"Only a stored response is acceptable (%s), and none can be used: the answer is 504.".formatted(
						this.cache.settings.offline() ? "the cache is offline" : "the request says only-if-cached"));
	}

	@Override
	public Decision bypass(RequestDecision.Bypass decision) {
		return decision(CacheOutcome.BYPASS, decision.reason(),
				StatusField.forwarded(this.cache.name, CacheOutcome.BYPASS, ForwardReason.BYPASS, 0, false,
						decision.reason()),
				false, false, "The cache stands aside: " + ReasonText.of(decision.reason()) + ".");
	}

	private static Decision decision(CacheOutcome outcome, @Nullable CacheReason reason, StatusField field,
			boolean conditional, boolean refresh, String text) {
		return new Decision(outcome.name(), (reason != null) ? reason.name() : null, conditional, refresh,
				field.toString(), text);
	}

}
