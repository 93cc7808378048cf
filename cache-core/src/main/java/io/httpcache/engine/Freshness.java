package io.httpcache.engine;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.RequestCacheOptions;

/**
 * How long a response is fresh (RFC 9111 §4.2), from the first source in order of
 * precedence that says so. All arithmetic is in milliseconds and saturates.
 */
public final class Freshness {

	/** Statuses that no configuration makes fresh. */
	static final Set<Integer> NEVER_CONFIGURED = Set.of(401, 403, 407, 408, 425, 429);

	/** RFC 9110 §15.1, without 206. */
	static final Set<Integer> HEURISTICALLY_CACHEABLE = Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

	private Freshness() {
	}

	/**
	 * The current age (RFC 9111 §4.2.3).
	 * @param facts the response
	 * @param now epoch milliseconds
	 * @return milliseconds, not negative
	 */
	public static long currentAge(ResponseFacts facts, long now) {
		return facts.initialAge() + Math.max(0, now - facts.responseTime());
	}

	/**
	 * The source of a response's freshness.
	 * @param facts the response
	 * @param status its status
	 * @param policy the rules
	 * @param requested the time to live that the present request asks for, or
	 * {@code null}
	 * @return the source
	 */
	public static Source source(ResponseFacts facts, int status, CachePolicy policy, @Nullable Duration requested) {
		boolean unspecific = isConfigurable(status);
		if (facts.configurable() && (unspecific || !NEVER_CONFIGURED.contains(status))) {
			if (unspecific && (requested != null || facts.requestedTtl() != ResponseFacts.ABSENT)) {
				return Source.REQUEST_OPTION;
			}
			if (!policy.ttlByStatus().isEmpty() && isOn(policy.ttlByStatus().get(status))) {
				return Source.TTL_BY_STATUS;
			}
			if (unspecific && isOn(policy.ttl())) {
				return Source.TTL;
			}
			if (facts.originLifetime() == ResponseFacts.ABSENT) {
				if (unspecific && isOn(policy.defaultTtl())) {
					return Source.DEFAULT_TTL;
				}
				if (policy.heuristic().enabled() && facts.sinceModified() > 0) {
					return Source.HEURISTIC;
				}
			}
		}
		return (facts.originLifetime() != ResponseFacts.ABSENT) ? Source.ORIGIN : Source.NONE;
	}

	/**
	 * When a response becomes stale: at this moment it is stale, one millisecond before
	 * it is fresh (RFC 9111 §4.2: fresh while lifetime &gt; age). A configured lifetime
	 * counts from the arrival of the response, the origin's from its creation.
	 * @param facts the response
	 * @param status its status
	 * @param policy the rules
	 * @param requested the time to live that the present request asks for, or
	 * {@code null}
	 * @return epoch milliseconds
	 */
	public static long expiresAt(ResponseFacts facts, int status, CachePolicy policy, @Nullable Duration requested) {
		return switch (source(facts, status, policy, requested)) {
			case REQUEST_OPTION ->
				facts.responseTime() + ((requested != null) ? millis(requested) : facts.requestedTtl());
			case TTL_BY_STATUS -> configured(facts, policy, policy.ttlByStatus().get(status));
			case TTL -> configured(facts, policy, policy.ttl());
			case ORIGIN -> clamped(facts, status, policy);
			case DEFAULT_TTL -> configured(facts, policy, policy.defaultTtl());
			case HEURISTIC -> facts.responseTime() - facts.initialAge() + Math
				.min((long) (facts.sinceModified() * policy.heuristic().fraction()), millis(policy.heuristic().max()));
			case NONE -> facts.responseTime();
		};
	}

	/**
	 * When a stored response becomes or became stale, as it is told: that it was marked
	 * stale by hand counts too.
	 * @param facts what is known about it
	 * @param status its status
	 * @param policy the policy
	 * @return epoch milliseconds; no moment after the arrival for what was marked
	 */
	public static long freshUntil(ResponseFacts facts, int status, CachePolicy policy) {
		long expires = expiresAt(facts, status, policy, null);
		return facts.expired() ? Math.min(expires, facts.responseTime()) : expires;
	}

	private static long configured(ResponseFacts facts, CachePolicy policy, @Nullable Duration lifetime) {
		long millis = (lifetime != null) ? millis(lifetime) : 0;
		if (policy.ttlJitter() > 0) {
			// Shortened, never lengthened: "exactly this long" stays a promise upwards
			double share = (spread(facts.responseTime()) >>> 11) * 0x1.0p-53;
			millis -= (long) (millis * policy.ttlJitter() * share);
		}
		return facts.responseTime() + millis;
	}

	/** SplitMix64's finaliser: neighbouring moments end far apart. */
	private static long spread(long value) {
		long z = value + 0x9E3779B97F4A7C15L;
		z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
		z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
		return z ^ (z >>> 31);
	}

	private static long clamped(ResponseFacts facts, int status, CachePolicy policy) {
		long expires = facts.responseTime() - facts.initialAge() + facts.originLifetime();
		if (isOn(policy.maxTtl())) {
			expires = Math.min(expires, facts.responseTime() + millis(policy.maxTtl()));
		}
		if (isOn(policy.minTtl()) && facts.configurable() && isConfigurable(status)) {
			expires = Math.max(expires, facts.responseTime() + millis(policy.minTtl()));
		}
		return expires;
	}

	/**
	 * Whether {@code ttl}, {@code min-ttl} and {@code default-ttl} speak of a status.
	 * @param status a status
	 * @return {@code false} for those of which only {@code ttl-by-status} does
	 */
	public static boolean isConfigurable(int status) {
		return switch (status) {
			case 200, 203, 204, 300, 301, 308 -> true;
			default -> false;
		};
	}

	private static boolean isOn(@Nullable Duration duration) {
		return duration != null && !duration.isZero();
	}

	static long millis(@Nullable Duration duration) {
		if (duration == null) {
			return ResponseFacts.ABSENT;
		}
		// Far enough for everybody and far from overflow when added to a moment
		return (duration.getSeconds() > 1L << 40) ? (1L << 40) * 1000 : duration.toMillis();
	}

	/**
	 * Where a freshness lifetime comes from, in order of precedence.
	 */
	public enum Source {

		/** An option of the request. */
		REQUEST_OPTION,

		/** {@code ttl-by-status}. */
		TTL_BY_STATUS,

		/** {@code ttl}. */
		TTL,

		/**
		 * The origin: a targeted field, {@code s-maxage}, {@code max-age} or
		 * {@code Expires}, clamped by {@code min-ttl} and {@code max-ttl}.
		 */
		ORIGIN,

		/** {@code default-ttl}. */
		DEFAULT_TTL,

		/** A guess from {@code Last-Modified}. */
		HEURISTIC,

		/** Nothing: stale from the start. */
		NONE

	}

}
