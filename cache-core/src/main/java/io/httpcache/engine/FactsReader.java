package io.httpcache.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

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
		return new ResponseFacts(times.requestTime(), times.responseTime(),
				age(fields, date, times.requestTime(), times.responseTime()).initial(),
				originLifetime(fields, directives, date, times.responseTime()).millis(),
				mayGuess(status, control) ? sinceModified(fields, date, times) : ResponseFacts.ABSENT,
				millis(control.staleWhileRevalidate()), millis(control.staleIfError()),
				Freshness.millis(request.options().ttl()), control.noCache(), control.mustRevalidate(),
				control.proxyRevalidate(), control.sMaxAge() != CacheControl.ABSENT, configurable, false, varyNames,
				VarySelection.values(varyNames, request.fields()));
	}

	/** RFC 9111 §4.2.3. */
	AgeTerms age(Fields fields, long requestTime, long responseTime) {
		return age(fields, HttpDate.parse(fields.first("Date")), requestTime, responseTime);
	}

	private static AgeTerms age(Fields fields, long date, long requestTime, long responseTime) {
		long sinceDate = (date != HttpDate.INVALID) ? Math.max(0, responseTime - date) : 0;
		// Date has a resolution of a second: what is less than that is no age
		long apparent = sinceDate - sinceDate % 1000;
		long given = Math.max(0, AgeField.parse(fields.all("Age"))) * 1000;
		long delay = Math.max(0, responseTime - requestTime);
		return new AgeTerms(apparent, given, delay, Math.max(apparent, given + delay));
	}

	/** What gave the origin's freshness lifetime. */
	@Nullable OriginSource originSource(Fields fields, CachePolicy policy, long responseTime) {
		Directives directives = directives(fields, policy);
		String directive = originLifetime(fields, directives, HttpDate.parse(fields.first("Date")), responseTime)
			.source();
		return (directive != null)
				? new OriginSource(directive, directives.targeted() ? targeted(fields, policy) : null) : null;
	}

	private static String targeted(Fields fields, CachePolicy policy) {
		return policy.targetedFields()
			.stream()
			.filter((name) -> !fields.all(name).isEmpty() && CacheControl.parseTargeted(fields.all(name)) != null)
			.findFirst()
			.orElseThrow();
	}

	/** RFC 9111 §4.2.1. */
	private OriginLifetime originLifetime(Fields fields, Directives directives, long date, long responseTime) {
		CacheControl control = directives.control();
		if (this.mode == CacheMode.SHARED && control.sMaxAge() != CacheControl.ABSENT) {
			return new OriginLifetime("s-maxage", millis(control.sMaxAge()));
		}
		if (control.maxAge() != CacheControl.ABSENT) {
			return new OriginLifetime("max-age", millis(control.maxAge()));
		}
		String expires = directives.targeted() ? null : fields.first("Expires");
		if (expires == null) {
			return OriginLifetime.NONE;
		}
		long moment = HttpDate.parse(expires);
		if (moment == HttpDate.INVALID || fields.all("Expires").size() > 1) {
			// RFC 9111 §5.3: what is no date has expired already
			return new OriginLifetime("Expires", 0);
		}
		return new OriginLifetime("Expires", Math.max(0, moment - ((date != HttpDate.INVALID) ? date : responseTime)));
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

	/**
	 * The freshness lifetime that the origin gave.
	 *
	 * @param source the directive or field, or {@code null} for none
	 * @param millis how long
	 */
	private record OriginLifetime(@Nullable String source, long millis) {

		private static final OriginLifetime NONE = new OriginLifetime(null, ResponseFacts.ABSENT);

	}

}
