package io.httpcache.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.httpcache.StaleAllowance;

/**
 * What may be served stale by hand, for all URLs and by route. Each ends by the clock,
 * whether somebody looks or not. Safe for use by several threads.
 */
final class StaleAllowances {

	/** No route has an empty name. */
	private static final String ALL = "";

	private final Clock clock;

	private final ConcurrentHashMap<String, StaleAllowance> byRoute = new ConcurrentHashMap<>();

	StaleAllowances(Clock clock) {
		this.clock = clock;
	}

	StaleAllowance allow(@Nullable String route, Duration maxStale, Duration lasting) {
		StaleAllowance allowance = new StaleAllowance(route, maxStale, this.clock.instant().plus(lasting));
		this.byRoute.put(key(route), allowance);
		return allowance;
	}

	/** Puts what holds in all instances in the place of what is known here. */
	void replace(List<AllowanceSharing.Shared> shared) {
		Set<String> keys = new HashSet<>();
		for (AllowanceSharing.Shared each : shared) {
			allow(each.route(), each.maxStale(), each.left());
			keys.add(key(each.route()));
		}
		this.byRoute.keySet().retainAll(keys);
	}

	boolean end(@Nullable String route) {
		StaleAllowance ended = this.byRoute.remove(key(route));
		return ended != null && inForce(ended, this.clock.instant());
	}

	/**
	 * For how long a response of a route may be stale now, in milliseconds; 0 for not.
	 */
	long maxStale(String route, long now) {
		if (this.byRoute.isEmpty()) {
			return 0;
		}
		Instant moment = Instant.ofEpochMilli(now);
		StaleAllowance own = current(route, moment);
		StaleAllowance allowance = (own != null) ? own : current(ALL, moment);
		return (allowance != null) ? allowance.maxStale().toMillis() : 0;
	}

	private @Nullable StaleAllowance current(String key, Instant now) {
		StaleAllowance allowance = this.byRoute.get(key);
		if (allowance != null && !inForce(allowance, now)) {
			this.byRoute.remove(key, allowance);
			return null;
		}
		return allowance;
	}

	private static boolean inForce(StaleAllowance allowance, Instant now) {
		return now.isBefore(allowance.until());
	}

	List<StaleAllowance> list() {
		Instant now = this.clock.instant();
		this.byRoute.values().removeIf((allowance) -> !inForce(allowance, now));
		return this.byRoute.values()
			.stream()
			.sorted(Comparator.comparing((StaleAllowance allowance) -> key(allowance.route())))
			.toList();
	}

	private static String key(@Nullable String route) {
		return (route != null) ? route : ALL;
	}

}
