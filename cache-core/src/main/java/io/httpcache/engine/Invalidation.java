package io.httpcache.engine;

import java.net.URI;
import java.util.List;

/**
 * What an answer makes invalid (RFC 9111 §4.4, RFC 9875 §3).
 *
 * @param uris URIs of the request's origin
 * @param tags labels, groups of the origin included
 */
public record Invalidation(List<URI> uris, List<String> tags) {

	/** Nothing. */
	public static final Invalidation NONE = new Invalidation(List.of(), List.of());

	public Invalidation {
		uris = List.copyOf(uris);
		tags = List.copyOf(tags);
	}

	/**
	 * Whether there is anything to do.
	 * @return {@code true} when nothing is invalid
	 */
	public boolean isEmpty() {
		return this.uris.isEmpty() && this.tags.isEmpty();
	}

}
