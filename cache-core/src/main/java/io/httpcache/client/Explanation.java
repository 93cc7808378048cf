package io.httpcache.client;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the cache would do with a request now, and why. Holds no secret: URLs are
 * redacted, and what separates callers is digested.
 *
 * @param url the URL, secrets redacted
 * @param method the method
 * @param when the moment that it speaks of
 * @param summary the decision and its reason in a few sentences
 * @param routes every route in order of precedence, the fallback last
 * @param key under what a response is stored and looked up
 * @param stored what is stored under that key, newest first
 * @param freshness the precedence of freshness, first to last, for the selected response
 * or, when there is none, for what the route says of a 200
 * @param sum the terms of the sum that says whether the selected response is fresh, in
 * order; empty when there is none
 * @param stale how long the selected response may be used after its freshness, or
 * {@code null} when there is none
 * @param decision what would be done now
 * @param last what became of the last recorded request for this URL, in words, or
 * {@code null} when none is on record
 * @param alternatives what else the caller could ask for
 */
public record Explanation(String url, String method, Instant when, String summary, List<RouteStep> routes, Key key,
		List<Stored> stored, List<FreshnessStep> freshness, List<Term> sum, @Nullable Windows stale, Decision decision,
		@Nullable String last, List<Alternative> alternatives) {

	public Explanation {
		routes = List.copyOf(routes);
		stored = List.copyOf(stored);
		freshness = List.copyOf(freshness);
		sum = List.copyOf(sum);
		alternatives = List.copyOf(alternatives);
	}

	/**
	 * The same explanation with what became of the last request.
	 * @param last a sentence
	 * @return a copy
	 */
	public Explanation withLast(String last) {
		return new Explanation(this.url, this.method, this.when, this.summary, this.routes, this.key, this.stored,
				this.freshness, this.sum, this.stale, this.decision, last, this.alternatives);
	}

	/**
	 * One route that was tried.
	 *
	 * @param name its name
	 * @param pattern its URL pattern, or {@code null} for the fallback
	 * @param matched whether it is the route of the request
	 * @param reason why not, or {@code null} for the one that matched
	 */
	public record RouteStep(String name, @Nullable String pattern, boolean matched, @Nullable String reason) {

	}

	/**
	 * The key of a request.
	 *
	 * @param uri the normalised URI, secrets redacted
	 * @param partition a digest of what keeps callers apart, empty for nothing, or
	 * {@code null} when the request has no key because the cache stands aside
	 * @param parts what goes into the digest, and what was sent but does not
	 * @param others how many responses are stored for this URI under other keys, as far
	 * as a limited search shows
	 */
	public record Key(String uri, @Nullable String partition, List<KeyPart> parts, int others) {

		public Key {
			parts = List.copyOf(parts);
		}

	}

	/**
	 * One part of a key.
	 *
	 * @param name the name of the header field, or of another part
	 * @param digest a digest of its value, which is the same for the same value until the
	 * application restarts; {@code null} when it is no part of the key
	 * @param used whether it is a part of the key
	 * @param reason why, or why not
	 */
	public record KeyPart(String name, @Nullable String digest, boolean used, String reason) {

	}

	/**
	 * A stored response.
	 *
	 * @param method the method of the request that it answered
	 * @param status its status
	 * @param contentType its media type, or {@code null}
	 * @param bytes the length of its body
	 * @param stored when it arrived
	 * @param freshUntil when it becomes stale
	 * @param vary the request fields that select it
	 * @param selected whether the request selects it
	 * @param reason why not, or {@code null}
	 */
	public record Stored(String method, int status, @Nullable String contentType, long bytes, Instant stored,
			Instant freshUntil, List<String> vary, boolean selected, @Nullable String reason) {

		public Stored {
			vary = List.copyOf(vary);
		}

	}

	/**
	 * One source of freshness, in its place of the precedence.
	 *
	 * @param rank its place, 1 first
	 * @param source its name, as in the configuration or the RFC
	 * @param value what it says, or {@code null} when it says nothing
	 * @param used whether it decides
	 * @param reason why, or why not
	 */
	public record FreshnessStep(int rank, String source, @Nullable String value, boolean used, String reason) {

	}

	/**
	 * One term of the freshness sum.
	 *
	 * @param name what it is
	 * @param millis how much, in milliseconds
	 * @param source where it comes from
	 */
	public record Term(String name, long millis, String source) {

	}

	/**
	 * How long a response may be used after its freshness.
	 *
	 * @param forbidden whether it is never used stale
	 * @param whileRevalidateMillis while it is refreshed in the background
	 * @param ifErrorMillis in the place of a failing origin
	 */
	public record Windows(boolean forbidden, long whileRevalidateMillis, long ifErrorMillis) {

	}

	/**
	 * What would be done now.
	 *
	 * @param outcome {@code HIT}, {@code STALE}, {@code STALE_IF_ERROR},
	 * {@code UNSATISFIABLE}, {@code BYPASS}, or {@code MISS} for all that asks the origin
	 * @param reason the constant behind it, or {@code null}
	 * @param conditional whether the origin is asked to confirm what is stored, so that a
	 * 304 makes it {@code REVALIDATED}
	 * @param refresh whether it is refreshed in the background
	 * @param cacheStatus how {@code Cache-Status} would begin
	 * @param text the same in words
	 */
	public record Decision(String outcome, @Nullable String reason, boolean conditional, boolean refresh,
			String cacheStatus, String text) {

	}

	/**
	 * Something else that the caller could ask for.
	 *
	 * @param cacheControl the {@code Cache-Control} of the request
	 * @param outcome what would be done then, as in {@link Decision}
	 * @param text what that is good for
	 */
	public record Alternative(String cacheControl, String outcome, String text) {

	}

}
