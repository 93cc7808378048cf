package io.httpcache.engine;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.http.Fields;
import io.httpcache.http.MediaTypes;

/**
 * Which bodies are never read ahead, as far as the head of a response tells. They are
 * handed on as they arrive and not stored, whatever a route says.
 */
final class BodyRules {

	private static final Set<String> STREAMING = Set.of("text/event-stream", "application/x-ndjson",
			"application/stream+json", "application/ndjson", "application/json-seq");

	private BodyRules() {
	}

	static @Nullable CacheReason refusal(CacheRequest request, CachePolicy policy, int status, Fields fields) {
		if (request.isHead() || status == 204) {
			return null;
		}
		String type = MediaTypes.essence(fields.first("Content-Type"));
		if (STREAMING.contains(type) || type.startsWith("multipart/") || type.startsWith("application/grpc")) {
			return CacheReason.STREAMING;
		}
		String length = fields.first("Content-Length");
		return (length != null && isOver(length, policy.maxEntrySize())) ? CacheReason.TOO_LARGE : null;
	}

	private static boolean isOver(String length, long limit) {
		try {
			return Long.parseLong(length) > limit;
		}
		catch (NumberFormatException ex) {
			// Longer than a long, or no number: then the body decides while it is read
			return length.length() > 18 && length.chars().allMatch(Character::isDigit);
		}
	}

}
