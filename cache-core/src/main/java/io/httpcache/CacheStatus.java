package io.httpcache;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import io.httpcache.http.StructuredFields;

/**
 * What the cache says about a response in its {@code Cache-Status} field (RFC 9211).
 *
 * @param name the name of the cache
 * @param outcome how the request was answered
 * @param ttl the freshness left in seconds, negative when stale, or {@code null} when the
 * field does not say
 * @param forward why the request went to the origin ({@code uri-miss}, {@code stale}, …),
 * or {@code null} for a hit
 * @param forwardStatus the status of the origin's answer, where the field says so
 * @param stored whether the response was stored
 * @param detail the reason, mostly a {@link CacheReason}, or {@code null}
 */
public record CacheStatus(String name, CacheOutcome outcome, @Nullable Long ttl, @Nullable String forward,
		@Nullable Integer forwardStatus, boolean stored, @Nullable String detail) {

	/** The name of the field. */
	public static final String FIELD = "Cache-Status";

	/**
	 * Reads the status that the cache nearest to the caller gave.
	 * @param headers the fields of a response
	 * @return the status, or {@code null} when no cache gave one
	 */
	public static @Nullable CacheStatus from(HttpHeaders headers) {
		List<String> lines = headers.get(FIELD);
		// The nearest cache's is the last line; what others wrote before it may be
		// malformed, and would take it along (RFC 8941 §4.2)
		List<StructuredFields.Member> members = (lines != null && !lines.isEmpty())
				? StructuredFields.parseList(lines.subList(lines.size() - 1, lines.size())) : null;
		if (members == null || members.isEmpty()
				|| !(members.get(members.size() - 1) instanceof StructuredFields.Item item)) {
			return null;
		}
		boolean hit = Boolean.TRUE.equals(item.parameters().get("hit"));
		Long ttl = (item.parameters().get("ttl") instanceof Long value) ? value : null;
		String forward = text(item.parameters().get("fwd"));
		Integer status = (item.parameters().get("fwd-status") instanceof Long value) ? value.intValue() : null;
		boolean collapsed = Boolean.TRUE.equals(item.parameters().get("collapsed"));
		String detail = text(item.parameters().get("detail"));
		return new CacheStatus(String.valueOf(text(item.bareItem())),
				outcome(hit, ttl, forward, status, collapsed, detail), ttl, forward, status,
				Boolean.TRUE.equals(item.parameters().get("stored")), detail);
	}

	/**
	 * Whether a stored response answered without the origin.
	 * @return {@code true} for a fresh or stale hit
	 */
	public boolean isHit() {
		return this.outcome == CacheOutcome.HIT || this.outcome == CacheOutcome.STALE;
	}

	private static CacheOutcome outcome(boolean hit, @Nullable Long ttl, @Nullable String forward,
			@Nullable Integer status, boolean collapsed, @Nullable String detail) {
		if (CacheReason.STALE_IF_ERROR.name().equals(detail)) {
			return CacheOutcome.STALE_IF_ERROR;
		}
		if (hit) {
			return (ttl != null && ttl < 0) ? CacheOutcome.STALE : CacheOutcome.HIT;
		}
		if (forward == null) {
			return CacheOutcome.UNSATISFIABLE;
		}
		if (collapsed) {
			return CacheOutcome.COLLAPSED;
		}
		return switch (forward.toLowerCase(Locale.ROOT)) {
			case "bypass", "method" -> CacheOutcome.BYPASS;
			default -> (status != null && status == 304) ? CacheOutcome.REVALIDATED : CacheOutcome.MISS;
		};
	}

	private static @Nullable String text(@Nullable Object bareItem) {
		return (bareItem != null) ? bareItem.toString() : null;
	}

}
