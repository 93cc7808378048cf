package io.httpcache.engine;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.Fields;
import io.httpcache.http.StructuredFields;
import io.httpcache.http.Uris;

/**
 * What the answer to an unsafe request makes invalid (RFC 9111 §4.4, RFC 9875).
 */
final class Invalidations {

	private Invalidations() {
	}

	static Invalidation of(CacheRequest request, int status, Fields response) {
		// RFC 9111 §4.4: a non-error response is one with a 2xx or 3xx status
		if (request.isSafe() || status < 200 || status >= 400) {
			return Invalidation.NONE;
		}
		List<URI> uris = new ArrayList<>(3);
		uris.add(request.uri());
		addSameOrigin(uris, request.uri(), response.first("Location"));
		addSameOrigin(uris, request.uri(), response.first("Content-Location"));
		return new Invalidation(uris, groups(request.uri(), response, "Cache-Group-Invalidation"));
	}

	/** RFC 9875 §2: a List of Strings; groups belong to one origin. */
	static List<String> groups(URI uri, Fields response, String field) {
		List<String> lines = response.all(field);
		if (lines.isEmpty()) {
			return List.of();
		}
		List<StructuredFields.Member> members = StructuredFields.parseList(lines);
		if (members == null) {
			return List.of();
		}
		return members.stream()
			.filter(StructuredFields.Item.class::isInstance)
			.map((member) -> ((StructuredFields.Item) member).bareItem())
			.filter(String.class::isInstance)
			.map((name) -> group(uri, (String) name))
			.toList();
	}

	private static String group(URI uri, String name) {
		String normal = Uris.normalize(uri);
		int path = normal.indexOf('/', normal.indexOf("://") + 3);
		return "group:" + ((path < 0) ? normal : normal.substring(0, path)) + " " + name;
	}

	/** Whether an answer says that it is what the request's own URI stands for. */
	static boolean isRepresentation(URI uri, Fields response) {
		List<URI> location = new ArrayList<>(1);
		addSameOrigin(location, uri, response.first("Content-Location"));
		return !location.isEmpty() && Uris.normalize(location.get(0)).equals(Uris.normalize(uri));
	}

	private static void addSameOrigin(List<URI> uris, URI base, @Nullable String reference) {
		if (reference == null) {
			return;
		}
		try {
			URI target = Uris.resolve(base, reference);
			// RFC 9111 §4.4: nobody invalidates what belongs to another origin
			if (target.isAbsolute() && Uris.sameOrigin(base, target)) {
				uris.add(target);
			}
		}
		catch (java.net.URISyntaxException | IllegalArgumentException ex) {
			// What is no URI names nothing that could be stored
		}
	}

}
