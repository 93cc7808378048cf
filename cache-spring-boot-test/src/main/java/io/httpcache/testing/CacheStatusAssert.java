package io.httpcache.testing;

import java.time.Duration;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;

import org.springframework.http.HttpHeaders;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.CacheStatus;

/**
 * Assertions about what the cache did for a response, as its {@code Cache-Status} field
 * says. What fails shows that field.
 */
public final class CacheStatusAssert extends AbstractAssert<CacheStatusAssert, HttpHeaders> {

	CacheStatusAssert(HttpHeaders headers) {
		super(headers, CacheStatusAssert.class);
	}

	/**
	 * A fresh stored response answered.
	 * @return these assertions
	 */
	public CacheStatusAssert isCacheHit() {
		return hasOutcome(CacheOutcome.HIT);
	}

	/**
	 * The origin answered.
	 * @return these assertions
	 */
	public CacheStatusAssert isCacheMiss() {
		return hasOutcome(CacheOutcome.MISS);
	}

	/**
	 * A stale stored response answered, because staleness was allowed.
	 * @return these assertions
	 */
	public CacheStatusAssert isStale() {
		return hasOutcome(CacheOutcome.STALE);
	}

	/**
	 * A stale stored response stood in for an origin that failed.
	 * @return these assertions
	 */
	public CacheStatusAssert isStaleIfError() {
		return hasOutcome(CacheOutcome.STALE_IF_ERROR);
	}

	/**
	 * The origin confirmed a stored response with a 304.
	 * @return these assertions
	 */
	public CacheStatusAssert isRevalidated() {
		return hasOutcome(CacheOutcome.REVALIDATED);
	}

	/**
	 * The answer of another request under way was shared.
	 * @return these assertions
	 */
	public CacheStatusAssert isCollapsed() {
		return hasOutcome(CacheOutcome.COLLAPSED);
	}

	/**
	 * The cache stood aside.
	 * @return these assertions
	 */
	public CacheStatusAssert isBypassed() {
		return hasOutcome(CacheOutcome.BYPASS);
	}

	/**
	 * The cache stood aside.
	 * @param reason why
	 * @return these assertions
	 */
	public CacheStatusAssert isBypassed(CacheReason reason) {
		return isBypassed().hasReason(reason);
	}

	/**
	 * Only a stored response was acceptable, and there was none.
	 * @return these assertions
	 */
	public CacheStatusAssert isUnsatisfiable() {
		return hasOutcome(CacheOutcome.UNSATISFIABLE);
	}

	/**
	 * The request was answered in this way.
	 * @param outcome the outcome
	 * @return these assertions
	 */
	public CacheStatusAssert hasOutcome(CacheOutcome outcome) {
		return satisfies("the outcome " + outcome, (status) -> status.outcome() == outcome);
	}

	/**
	 * The response was stored, or a stored one was updated.
	 * @return these assertions
	 */
	public CacheStatusAssert isStored() {
		return satisfies("a response that was stored", CacheStatus::stored);
	}

	/**
	 * The response came from the origin and was not stored.
	 * @return these assertions
	 */
	public CacheStatusAssert isNotStored() {
		return satisfies("a response of the origin that was not stored",
				(status) -> status.forward() != null && !status.stored());
	}

	/**
	 * The response came from the origin and was not stored.
	 * @param reason why
	 * @return these assertions
	 */
	public CacheStatusAssert isNotStored(CacheReason reason) {
		return isNotStored().hasReason(reason);
	}

	/**
	 * The cache gave a reason for not storing, or for not using what it stored.
	 * @param reason the reason
	 * @return these assertions
	 */
	public CacheStatusAssert hasReason(CacheReason reason) {
		return satisfies("the reason " + reason, (status) -> reason.name().equals(status.detail()));
	}

	/**
	 * So much freshness is left to a hit.
	 * @param ttl the time left, in whole seconds; negative when stale
	 * @return these assertions
	 */
	public CacheStatusAssert hasTtl(Duration ttl) {
		return satisfies("ttl=" + ttl.toSeconds(), (status) -> status.ttl() != null && status.ttl() == ttl.toSeconds());
	}

	private CacheStatusAssert satisfies(String expected, Predicate<CacheStatus> condition) {
		isNotNull();
		CacheStatus status = CacheStatus.from(this.actual);
		if (status == null) {
			throw failure("Expected %s, but the response has no Cache-Status field. The client that received it has "
					+ "no cache: build it from the injected builder, or give it the cache by HttpCache.applyTo(…)",
					expected);
		}
		if (!condition.test(status)) {
			throw failure("Expected %s, but the response has%n  Cache-Status: %s", expected,
					String.join(", ", this.actual.getOrEmpty(CacheStatus.FIELD)));
		}
		return this;
	}

}
