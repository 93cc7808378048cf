package io.httpcache.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.client.Explanation.FreshnessStep;
import io.httpcache.engine.CacheEngine;
import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Freshness;
import io.httpcache.engine.OriginSource;
import io.httpcache.engine.ResponseFacts;
import io.httpcache.engine.StoredCandidate;

/**
 * Shows the precedence of freshness: what each source says, and which one decides. Which
 * one that is, is {@link Freshness}' answer.
 */
final class FreshnessOrder {

	private static final int NONE = 8;

	private final CachePolicy policy;

	private final @Nullable StoredCandidate stored;

	private final @Nullable OriginSource origin;

	private final int status;

	private final int deciding;

	private final List<FreshnessStep> steps = new ArrayList<>();

	private FreshnessOrder(CacheEngine engine, CachePolicy policy, @Nullable StoredCandidate stored) {
		this.policy = policy;
		this.stored = stored;
		this.origin = (stored != null) ? engine.inspection().originSource(stored, policy) : null;
		this.status = (stored != null) ? stored.status() : 200;
		this.deciding = (stored != null) ? rank(Freshness.source(stored.facts(), stored.status(), policy, null)) : NONE;
	}

	static List<FreshnessStep> of(CacheEngine engine, CachePolicy policy, @Nullable StoredCandidate stored) {
		return new FreshnessOrder(engine, policy, stored).steps();
	}

	private int rank(Freshness.Source source) {
		return switch (source) {
			case REQUEST_OPTION -> 1;
			case TTL_BY_STATUS -> 2;
			case TTL -> 3;
			case ORIGIN -> (this.origin != null && this.origin.targetedField() != null) ? 4 : 5;
			case DEFAULT_TTL -> 6;
			case HEURISTIC -> 7;
			case NONE -> NONE;
		};
	}

	private List<FreshnessStep> steps() {
		ResponseFacts facts = (this.stored != null) ? this.stored.facts() : null;
		add(1, "option of the request (CacheOptions.ttl)", (facts != null) ? text(facts.requestedTtl()) : null,
				"the request that fetched it did not have one");
		add(2, "ttl-by-status", text(this.policy.ttlByStatus().get(this.status)),
				"the route has none for status " + this.status);
		add(3, "ttl", text(this.policy.ttl()), "the route has none");
		add(4, "targeted field (RFC 9213)", (this.deciding == 4 || isTargeted()) ? originText(facts) : null,
				this.policy.targetedFields().isEmpty() ? "no targeted-fields are configured"
						: said("the response has none that can be read"));
		add(5, "s-maxage (shared mode), max-age or Expires of the origin", isTargeted() ? null : originText(facts),
				isTargeted() ? "a targeted field takes the place of Cache-Control and Expires"
						: said("the response has none"));
		add(6, "default-ttl", text(this.policy.defaultTtl()), "the route has none");
		add(7, "heuristic (from Last-Modified)", heuristic(facts), this.policy.heuristic().enabled()
				? said("the response has no Last-Modified to guess from") : "switched off, as it is by default");
		return this.steps;
	}

	private String said(String otherwise) {
		return (this.stored != null) ? otherwise : "up to the origin: nothing is stored to read it from";
	}

	private boolean isTargeted() {
		return this.origin != null && this.origin.targetedField() != null;
	}

	private @Nullable String originText(@Nullable ResponseFacts facts) {
		if (facts == null || this.origin == null) {
			return null;
		}
		String text = this.origin.directive() + " " + DurationText.of(facts.originLifetime());
		text = (this.origin.targetedField() != null) ? this.origin.targetedField() + ": " + text : text;
		text += (this.policy.minTtl() != null) ? ", at least min-ttl " + text(this.policy.minTtl()) : "";
		return text + ((this.policy.maxTtl() != null) ? ", at most max-ttl " + text(this.policy.maxTtl()) : "");
	}

	private @Nullable String heuristic(@Nullable ResponseFacts facts) {
		CachePolicy.Heuristic heuristic = this.policy.heuristic();
		if (!heuristic.enabled() || (facts != null && facts.sinceModified() <= 0)) {
			return null;
		}
		String share = Math.round(heuristic.fraction() * 100) + " %";
		return (facts == null) ? share + " of the time since Last-Modified" : share + " of the "
				+ DurationText.of(facts.sinceModified()) + " since Last-Modified, at most " + text(heuristic.max());
	}

	private void add(int rank, String source, @Nullable String value, String absent) {
		boolean used = rank == this.deciding;
		this.steps.add(new FreshnessStep(rank, source, value, used, used ? "decides" : reason(rank, value, absent)));
	}

	private String reason(int rank, @Nullable String value, String absent) {
		if (value == null) {
			return absent;
		}
		if (this.stored == null) {
			return (rank == 6 || rank == 7) ? "would decide if nothing before it says anything"
					: "would decide about an answer that nothing forbids to store";
		}
		if (rank > this.deciding) {
			return "comes after the one that decides";
		}
		if (rank != 2 && rank != 7 && !Freshness.isConfigurable(this.status)) {
			return "does not speak of status " + this.status + "; only ttl-by-status does";
		}
		return "a configured freshness does not apply to this response: it sets a cookie, or answers a request with a "
				+ "credential in shared mode, and the route's ignore does not name that";
	}

	private static @Nullable String text(@Nullable Duration duration) {
		return (duration != null) ? DurationText.of(duration.toMillis()) : null;
	}

	private static @Nullable String text(long millis) {
		return (millis != ResponseFacts.ABSENT) ? DurationText.of(millis) : null;
	}

}
