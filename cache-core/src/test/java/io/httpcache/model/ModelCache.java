package io.httpcache.model;

import java.util.HashMap;
import java.util.Map;

import io.httpcache.CacheOutcome;
import io.httpcache.model.Reply.Control;
import io.httpcache.model.Reply.Fault;

/**
 * A private cache that is too small to be wrong: a map and the inequalities of RFC 9111
 * §4.2 and RFC 5861. It has no variants, no limits and no threads.
 */
final class ModelCache {

	private static final long PAUSE = 5_000;

	private static final long MARGIN = 24 * 60 * 60 * 1000L;

	private final Map<String, Entry> entries = new HashMap<>();

	private final Map<String, Long> pausedUntil = new HashMap<>();

	private final Map<String, Integer> versions;

	private long now;

	private int asked;

	ModelCache(Map<String, Integer> versions) {
		this.versions = versions;
	}

	void pass(long millis) {
		this.now += millis;
	}

	void remove(String path) {
		this.entries.remove(path);
	}

	void expire(String path) {
		this.entries.computeIfPresent(path, (key, entry) -> entry.expire());
	}

	Seen get(Step.Get get) {
		this.asked = 0;
		Entry entry = this.entries.get(get.path());
		if (entry != null && this.now > entry.keepUntil) {
			entry = null;
		}
		if (entry == null || get.asks("no-store")) {
			return get.asks("only-if-cached") ? unsatisfiable()
					: fetch(get, get.asks("no-store") ? null : entry, false);
		}
		long lifetime = Math.max(0, entry.control.maxAge()) * 1000L;
		long age = entry.age(this.now);
		boolean fresh = age < lifetime && !entry.expired;
		// What never was fresh is stale from its arrival
		long stale = (entry.control.maxAge() < 0) ? this.now - entry.arrived : age - lifetime;
		boolean usable = !entry.control.has("no-cache") && !get.asks("no-cache")
				&& (!get.asks("max-age") || (get.seconds() > 0 && age <= get.seconds() * 1000L));
		if (fresh && usable && (!get.asks("min-fresh") || -stale >= get.seconds() * 1000L)) {
			return seen(CacheOutcome.HIT, entry);
		}
		boolean forbidden = entry.control.has("no-cache") || entry.control.has("must-revalidate");
		int asked = get.asks("stale-if-error") ? get.seconds() : -1;
		long window = Math.max(entry.control.ifError(), asked) * 1000L;
		boolean standIn = !forbidden && window > 0 && stale < window && !get.asks("no-cache");
		if (!fresh && usable && !forbidden && !entry.expired) {
			if (get.asks("max-stale") && stale <= get.seconds() * 1000L) {
				return seen(CacheOutcome.STALE, entry);
			}
			if (stale < entry.control.whileRevalidate() * 1000L && !get.asks("min-fresh")
					&& !get.asks("only-if-cached")) {
				Entry served = entry;
				if (!isPaused(get.path())) {
					fetch(get, entry, standIn);
				}
				return seen(CacheOutcome.STALE, served);
			}
		}
		if (get.asks("only-if-cached")) {
			return unsatisfiable();
		}
		if (standIn && isPaused(get.path())) {
			return seen(CacheOutcome.STALE_IF_ERROR, entry);
		}
		return fetch(get, entry, standIn);
	}

	private boolean isPaused(String path) {
		return this.pausedUntil.getOrDefault(path, 0L) > this.now;
	}

	private Seen fetch(Step.Get get, Entry entry, boolean standIn) {
		this.asked++;
		Reply reply = get.reply();
		int version = this.versions.get(get.path());
		boolean error = reply.fault() == Fault.DOWN || reply.status() == 503;
		if (error) {
			this.pausedUntil.put(get.path(), this.now + PAUSE);
			if (standIn) {
				return seen(CacheOutcome.STALE_IF_ERROR, entry);
			}
		}
		if (reply.fault() == Fault.DOWN) {
			return Seen.failure();
		}
		if (entry != null && entry.isConfirmedBy(reply, version)) {
			Entry after = new Entry(entry.status, entry.body, entry.tag,
					(reply.control() != null) ? reply.control() : entry.control, reply.age(), this.now, false, 0);
			this.entries.put(get.path(), after.kept(this.now));
			this.pausedUntil.remove(get.path());
			return seen(CacheOutcome.REVALIDATED, after);
		}
		String body = reply.body(version);
		Entry fresh = new Entry(reply.status(), body, reply.tagged() ? Reply.tag(version) : null,
				(reply.control() != null) ? reply.control() : Control.ABSENT, reply.age(), this.now, false, 0)
			.kept(this.now);
		if (get.asks("no-store") || fresh.keepUntil <= this.now) {
			return seen(CacheOutcome.MISS, (reply.fault() == Fault.CUT) ? fresh.cut() : fresh);
		}
		if (reply.fault() == Fault.CUT) {
			this.pausedUntil.put(get.path(), this.now + PAUSE);
			return standIn ? seen(CacheOutcome.STALE_IF_ERROR, entry) : seen(CacheOutcome.MISS, fresh.cut());
		}
		this.entries.put(get.path(), fresh);
		this.pausedUntil.remove(get.path());
		return seen(CacheOutcome.MISS, fresh);
	}

	private Seen seen(CacheOutcome outcome, Entry entry) {
		return new Seen(outcome, entry.status, entry.body, this.asked);
	}

	private Seen unsatisfiable() {
		return new Seen(CacheOutcome.UNSATISFIABLE, 504, "", 0);
	}

	/** A stored response. */
	private record Entry(int status, String body, String tag, Control control, int ageThen, long arrived,
			boolean expired, long keepUntil) {

		long age(long now) {
			return this.ageThen * 1000L + now - this.arrived;
		}

		boolean isConfirmedBy(Reply reply, int version) {
			return this.status == 200 && reply.status() == 200 && reply.tagged() && Reply.tag(version).equals(this.tag);
		}

		Entry kept(long now) {
			if (this.control.has("no-store")) {
				return until(now);
			}
			if (this.status != 200 && this.status != 404 && this.control.maxAge() < 0) {
				return until(now);
			}
			boolean forbidden = this.control.has("no-cache") || this.control.has("must-revalidate");
			long keep = (this.control.maxAge() < 0) ? now : now + (this.control.maxAge() - this.ageThen) * 1000L;
			if ((this.status == 200 || keep > now) && !forbidden) {
				keep += Math.max(0, Math.max(this.control.whileRevalidate(), this.control.ifError())) * 1000L;
			}
			return until((this.status == 200 && this.tag != null) ? Math.max(keep, now) + MARGIN : keep);
		}

		private Entry until(long moment) {
			return new Entry(this.status, this.body, this.tag, this.control, this.ageThen, this.arrived, this.expired,
					moment);
		}

		Entry expire() {
			return new Entry(this.status, this.body, this.tag, this.control, this.ageThen, this.arrived, true,
					this.keepUntil);
		}

		Entry cut() {
			return new Entry(this.status, this.body.substring(0, this.body.length() - 1), this.tag, this.control,
					this.ageThen, this.arrived, this.expired, this.keepUntil);
		}

	}

}
