package io.httpcache.engine;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy, said in few words: {@link CachePolicy#DEFAULT} with something else.
 */
final class Rules {

	private CachePolicy policy = CachePolicy.DEFAULT;

	static Rules with() {
		return new Rules();
	}

	CachePolicy rules() {
		return this.policy;
	}

	private Rules durations(Duration ttl, Duration defaultTtl, Duration minTtl, Duration maxTtl,
			Map<Integer, Duration> byStatus, double jitter) {
		CachePolicy old = this.policy;
		this.policy = new CachePolicy(old.enabled(), old.methods(), ttl, defaultTtl, minTtl, maxTtl, byStatus, jitter,
				old.staleIfError(), old.staleWhileRevalidate(), old.errorStatuses(), old.refreshAhead(),
				old.softTimeout(), old.heuristic(), old.ignore(), old.varyBy(), old.targetedFields(),
				old.maxEntrySize());
		return this;
	}

	private Rules others(boolean enabled, Set<String> methods, Duration ifError, Duration whileRevalidate,
			double refreshAhead, CachePolicy.Heuristic heuristic, Set<Prohibition> ignore, List<String> varyBy,
			List<String> targeted, long maxEntrySize) {
		CachePolicy old = this.policy;
		this.policy = new CachePolicy(enabled, methods, old.ttl(), old.defaultTtl(), old.minTtl(), old.maxTtl(),
				old.ttlByStatus(), old.ttlJitter(), ifError, whileRevalidate, old.errorStatuses(), refreshAhead,
				old.softTimeout(), heuristic, ignore, varyBy, targeted, maxEntrySize);
		return this;
	}

	Rules ttl(Duration ttl) {
		CachePolicy old = this.policy;
		return durations(ttl, old.defaultTtl(), old.minTtl(), old.maxTtl(), old.ttlByStatus(), old.ttlJitter());
	}

	Rules defaultTtl(Duration ttl) {
		CachePolicy old = this.policy;
		return durations(old.ttl(), ttl, old.minTtl(), old.maxTtl(), old.ttlByStatus(), old.ttlJitter());
	}

	Rules minTtl(Duration ttl) {
		CachePolicy old = this.policy;
		return durations(old.ttl(), old.defaultTtl(), ttl, old.maxTtl(), old.ttlByStatus(), old.ttlJitter());
	}

	Rules maxTtl(Duration ttl) {
		CachePolicy old = this.policy;
		return durations(old.ttl(), old.defaultTtl(), old.minTtl(), ttl, old.ttlByStatus(), old.ttlJitter());
	}

	Rules ttlOf(int status, Duration ttl) {
		CachePolicy old = this.policy;
		return durations(old.ttl(), old.defaultTtl(), old.minTtl(), old.maxTtl(), Map.of(status, ttl), old.ttlJitter());
	}

	Rules jitter(double jitter) {
		CachePolicy old = this.policy;
		return durations(old.ttl(), old.defaultTtl(), old.minTtl(), old.maxTtl(), old.ttlByStatus(), jitter);
	}

	Rules disabled() {
		CachePolicy old = this.policy;
		return others(false, old.methods(), old.staleIfError(), old.staleWhileRevalidate(), old.refreshAhead(),
				old.heuristic(), old.ignore(), old.varyBy(), old.targetedFields(), old.maxEntrySize());
	}

	Rules methods(String... methods) {
		CachePolicy old = this.policy;
		return others(old.enabled(), Set.of(methods), old.staleIfError(), old.staleWhileRevalidate(),
				old.refreshAhead(), old.heuristic(), old.ignore(), old.varyBy(), old.targetedFields(),
				old.maxEntrySize());
	}

	Rules staleIfError(Duration window) {
		CachePolicy old = this.policy;
		return others(old.enabled(), old.methods(), window, old.staleWhileRevalidate(), old.refreshAhead(),
				old.heuristic(), old.ignore(), old.varyBy(), old.targetedFields(), old.maxEntrySize());
	}

	Rules staleWhileRevalidate(Duration window) {
		CachePolicy old = this.policy;
		return others(old.enabled(), old.methods(), old.staleIfError(), window, old.refreshAhead(), old.heuristic(),
				old.ignore(), old.varyBy(), old.targetedFields(), old.maxEntrySize());
	}

	Rules refreshAhead(double share) {
		CachePolicy old = this.policy;
		return others(old.enabled(), old.methods(), old.staleIfError(), old.staleWhileRevalidate(), share,
				old.heuristic(), old.ignore(), old.varyBy(), old.targetedFields(), old.maxEntrySize());
	}

	Rules softTimeout(Duration timeout) {
		CachePolicy old = this.policy;
		this.policy = new CachePolicy(old.enabled(), old.methods(), old.ttl(), old.defaultTtl(), old.minTtl(),
				old.maxTtl(), old.ttlByStatus(), old.ttlJitter(), old.staleIfError(), old.staleWhileRevalidate(),
				old.errorStatuses(), old.refreshAhead(), timeout, old.heuristic(), old.ignore(), old.varyBy(),
				old.targetedFields(), old.maxEntrySize());
		return this;
	}

	Rules heuristic(double fraction, Duration max) {
		CachePolicy old = this.policy;
		return others(old.enabled(), old.methods(), old.staleIfError(), old.staleWhileRevalidate(), old.refreshAhead(),
				new CachePolicy.Heuristic(true, fraction, max), old.ignore(), old.varyBy(), old.targetedFields(),
				old.maxEntrySize());
	}

	Rules ignoring(Prohibition... prohibitions) {
		CachePolicy old = this.policy;
		Set<Prohibition> ignore = EnumSet.noneOf(Prohibition.class);
		ignore.addAll(List.of(prohibitions));
		return others(old.enabled(), old.methods(), old.staleIfError(), old.staleWhileRevalidate(), old.refreshAhead(),
				old.heuristic(), ignore, old.varyBy(), old.targetedFields(), old.maxEntrySize());
	}

	Rules varyBy(String... names) {
		CachePolicy old = this.policy;
		return others(old.enabled(), old.methods(), old.staleIfError(), old.staleWhileRevalidate(), old.refreshAhead(),
				old.heuristic(), old.ignore(), List.of(names), old.targetedFields(), old.maxEntrySize());
	}

	Rules targeted(String... names) {
		CachePolicy old = this.policy;
		return others(old.enabled(), old.methods(), old.staleIfError(), old.staleWhileRevalidate(), old.refreshAhead(),
				old.heuristic(), old.ignore(), old.varyBy(), List.of(names), old.maxEntrySize());
	}

	Rules maxEntrySize(long bytes) {
		CachePolicy old = this.policy;
		return others(old.enabled(), old.methods(), old.staleIfError(), old.staleWhileRevalidate(), old.refreshAhead(),
				old.heuristic(), old.ignore(), old.varyBy(), old.targetedFields(), bytes);
	}

}
