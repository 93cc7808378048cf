package io.httpcache.engine;

import java.util.List;

import io.httpcache.http.AgeField;
import io.httpcache.http.CacheControl;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;
import io.httpcache.http.HttpDate;
import io.httpcache.http.VaryField;

/**
 * Reads from a response, once, what decides about its reuse.
 */
final class FactsReader {

	private final CacheMode mode;

	FactsReader(CacheMode mode) {
		this.mode = mode;
	}

	/**
	 * The directives in force: the first targeted field that can be read (RFC 9213 §2.2),
	 * else {@code Cache-Control}.
	 */
	Directives directives(Fields fields, CachePolicy policy) {
		for (String name : policy.targetedFields()) {
			List<String> lines = fields.all(name);
			CacheControl targeted = lines.isEmpty() ? null : CacheControl.parseTargeted(lines);
			if (targeted != null) {
				return new Directives(targeted, true);
			}
		}
		return new Directives(CacheControl.parse(fields.all("Cache-Control")), false);
	}

	ResponseFacts read(CacheRequest request, CachePolicy policy, int status, Fields fields, Directives directives,
			OriginResponse times, boolean configurable) {
		CacheControl control = directives.control();
		long date = HttpDate.parse(fields.first("Date"));
		List<String> varyNames = VarySelection.names(VaryField.parse(fields.all("Vary")), policy);
		return new ResponseFacts(times.requestTime(), times.responseTime(), initialAge(fields, date, times),
				originLifetime(fields, directives, date, times),
				mayGuess(status, control) ? sinceModified(fields, date, times) : ResponseFacts.ABSENT,
				millis(control.staleWhileRevalidate()), millis(control.staleIfError()),
				Freshness.millis(request.options().ttl()), control.noCache(), control.mustRevalidate(),
				control.proxyRevalidate(), control.sMaxAge() != CacheControl.ABSENT, configurable, false, varyNames,
				VarySelection.values(varyNames, request.fields()));
	}

	/** RFC 9111 §4.2.3. */
	private static long initialAge(Fields fields, long date, OriginResponse times) {
		long apparent = (date != HttpDate.INVALID) ? Math.max(0, times.responseTime() - date) : 0;
		long given = AgeField.parse(fields.all("Age"));
		long delay = Math.max(0, times.responseTime() - times.requestTime());
		long corrected = Math.max(0, given) * 1000 + delay;
		// Date has a resolution of a second: what is less than that is no age
		return Math.max(apparent - apparent % 1000, corrected);
	}

	/** RFC 9111 §4.2.1. */
	private long originLifetime(Fields fields, Directives directives, long date, OriginResponse times) {
		CacheControl control = directives.control();
		if (this.mode == CacheMode.SHARED && control.sMaxAge() != CacheControl.ABSENT) {
			return millis(control.sMaxAge());
		}
		if (control.maxAge() != CacheControl.ABSENT) {
			return millis(control.maxAge());
		}
		String expires = directives.targeted() ? null : fields.first("Expires");
		if (expires == null) {
			return ResponseFacts.ABSENT;
		}
		long moment = HttpDate.parse(expires);
		if (moment == HttpDate.INVALID || fields.all("Expires").size() > 1) {
			// RFC 9111 §5.3: what is no date has expired already
			return 0;
		}
		return Math.max(0, moment - ((date != HttpDate.INVALID) ? date : times.responseTime()));
	}

	/** RFC 9111 §4.2.2: only what is cacheable by its status, or marked as cacheable. */
	private static boolean mayGuess(int status, CacheControl control) {
		return Freshness.HEURISTICALLY_CACHEABLE.contains(status) || control.isPublic();
	}

	private static long sinceModified(Fields fields, long date, OriginResponse times) {
		long modified = HttpDate.parse(fields.first("Last-Modified"));
		if (modified == HttpDate.INVALID) {
			return ResponseFacts.ABSENT;
		}
		return Math.max(0, ((date != HttpDate.INVALID) ? date : times.responseTime()) - modified);
	}

	private static long millis(long seconds) {
		return (seconds == CacheControl.ABSENT) ? ResponseFacts.ABSENT : seconds * 1000;
	}

	/**
	 * The directives of a response.
	 *
	 * @param control the directives
	 * @param targeted whether a targeted field gave them: then {@code Cache-Control} and
	 * {@code Expires} say nothing (RFC 9213 §2.2)
	 */
	record Directives(CacheControl control, boolean targeted) {

	}

}
