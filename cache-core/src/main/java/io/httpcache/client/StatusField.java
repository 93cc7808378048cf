package io.httpcache.client;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.engine.ForwardReason;

/**
 * The member that this cache adds to {@code Cache-Status} (RFC 9211 §2). Written out only
 * when somebody reads it.
 *
 * @param name the name of the cache as it stands in the field
 * @param outcome how the request was answered
 * @param forward why it went to the origin, or {@code null} for a hit
 * @param forwardStatus the status of the origin's answer where it differs, or 0
 * @param ttl the freshness left in seconds, for hits
 * @param stored whether the response was stored
 * @param detail why not, or why a stale response answered, or {@code null}
 */
record StatusField(String name, CacheOutcome outcome, @Nullable ForwardReason forward, int forwardStatus, long ttl,
		boolean stored, @Nullable CacheReason detail) {

	static StatusField hit(String name, CacheOutcome outcome, long ttl, @Nullable CacheReason detail) {
		return new StatusField(name, outcome, null, 0, ttl, false, detail);
	}

	static StatusField forwarded(String name, CacheOutcome outcome, @Nullable ForwardReason forward, int forwardStatus,
			boolean stored, @Nullable CacheReason detail) {
		return new StatusField(name, outcome, forward, forwardStatus, 0, stored, detail);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(48).append(this.name);
		if (this.outcome == CacheOutcome.HIT || this.outcome == CacheOutcome.STALE) {
			text.append("; hit; ttl=").append(this.ttl);
		}
		if (this.forward != null) {
			text.append("; fwd=").append(this.forward.token());
		}
		if (this.forwardStatus != 0) {
			text.append("; fwd-status=").append(this.forwardStatus);
		}
		if (this.stored) {
			text.append("; stored");
		}
		if (this.outcome == CacheOutcome.COLLAPSED) {
			text.append("; collapsed");
		}
		if (this.detail != null) {
			text.append("; detail=").append(this.detail);
		}
		return text.toString();
	}

}
