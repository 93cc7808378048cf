package io.httpcache.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.http.CacheControl;
import io.httpcache.http.FieldLines;

/**
 * How to ask the origin: what to validate (RFC 9111 §4.3.1), what may stand in when it
 * fails, and who may share the answer.
 */
final class Fetching {

	private final boolean readOnly;

	private final Staleness staleness;

	Fetching(boolean readOnly, Staleness staleness) {
		this.readOnly = readOnly;
		this.staleness = staleness;
	}

	RequestDecision.Fetch miss(CacheRequest request, CachePolicy policy, List<? extends StoredCandidate> variants,
			@Nullable StoredCandidate selected) {
		if (request.directives().noStore()) {
			return fetch(request, policy, ForwardReason.REQUEST, List.of(), null, 0, 0, CacheReason.REQUEST_NO_STORE,
					false);
		}
		if (request.range() != null) {
			return fetch(request, policy, ForwardReason.PARTIAL, List.of(), null, 0, 0, null, false);
		}
		if (selected != null) {
			return fetch(request, policy, ForwardReason.REQUEST, List.of(), null, 0, 0, null, false);
		}
		boolean collapsible = !request.demandsValidation() && !request.conditional() && !request.originConditional()
				&& request.directives().maxAge() != 0;
		return fetch(request, policy, variants.isEmpty() ? ForwardReason.URI_MISS : ForwardReason.VARY_MISS, variants,
				null, 0, 0, null, collapsible);
	}

	RequestDecision.Fetch fetch(CacheRequest request, CachePolicy policy, ForwardReason forward,
			List<? extends StoredCandidate> variants, @Nullable StoredCandidate selected, long expires,
			long allowedStale, @Nullable CacheReason refusal, boolean collapsible) {
		CacheReason refused = (refusal != null) ? refusal : refusal(request);
		FieldLines conditions = FieldLines.NONE;
		List<StoredCandidate> validated = List.of();
		if (!request.demandsWhole() && request.range() == null && !request.originConditional()) {
			validated = validated(request, variants, selected);
			conditions = request.isHead() ? FieldLines.NONE : Validation.conditions(validated, selected, request);
		}
		long until = (selected != null) ? standInUntil(request, policy, selected, expires, allowedStale) : 0;
		return new RequestDecision.Fetch(request, policy, forward, conditions, validated,
				(until > expires) ? selected : null, until, null, refused,
				collapsible && !request.conditional() && request.range() == null && refused == null);
	}

	private @Nullable CacheReason refusal(CacheRequest request) {
		if (this.readOnly) {
			return CacheReason.READ_ONLY;
		}
		return request.directives().noStore() ? CacheReason.REQUEST_NO_STORE : null;
	}

	/** RFC 9111 §4.3.1: all variants may be named, if the request may use them. */
	private static List<StoredCandidate> validated(CacheRequest request, List<? extends StoredCandidate> variants,
			@Nullable StoredCandidate selected) {
		if (variants.isEmpty() || request.directives().noStore()) {
			return List.of();
		}
		return variants.stream()
			.filter((variant) -> !variant.method().equals("HEAD"))
			.filter((variant) -> variant == selected || (!request.isHead() && variant.fields().contains("ETag")))
			.<StoredCandidate>map((variant) -> variant)
			.toList();
	}

	/** Until when a response may stand in for a failing origin. */
	long standInUntil(CacheRequest request, CachePolicy policy, StoredCandidate selected, long expires,
			long allowedStale) {
		boolean asked = request.options().staleIfError() != null
				|| request.directives().staleIfError() != CacheControl.ABSENT;
		if (request.demandsValidation() && !asked) {
			return 0;
		}
		long window = Math.max(this.staleness.ifError(selected.facts(), policy, request),
				this.staleness.ifAllowed(selected.facts(), policy, allowedStale));
		return (window > 0) ? expires + window : 0;
	}

	/** How long to wait before a stale response answers, which this request accepts. */
	RequestDecision.@Nullable Patience patience(CachePolicy policy, StoredCandidate selected, long expires, long now) {
		long window = this.staleness.ifSlow(selected.facts(), policy);
		return (now - expires < window)
				? new RequestDecision.Patience(Freshness.millis(policy.softTimeout()), selected, expires + window)
				: null;
	}

}
