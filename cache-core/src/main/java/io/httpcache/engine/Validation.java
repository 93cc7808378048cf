package io.httpcache.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.ByteRange;
import io.httpcache.http.EntityTag;
import io.httpcache.http.EntityTags;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;
import io.httpcache.http.HttpDate;

/**
 * Validators: sending them, answering the caller's, and what a 304 updates (RFC 9111
 * §4.3).
 */
final class Validation {

	/**
	 * A 304 describes the selected representation but does not carry it: what describes
	 * the stored bytes stays (RFC 9111 §3.2).
	 */
	private static final Set<String> KEPT = Set.of("content-encoding", "content-length", "content-md5", "content-range",
			"content-type", "transfer-encoding");

	private Validation() {
	}

	/** Whether a stored response can be confirmed by a 304. */
	static boolean canValidate(int status, Fields fields) {
		return (status == 200 || status == 203) && hasValidator(fields);
	}

	private static boolean hasValidator(Fields fields) {
		return fields.contains("ETag") || HttpDate.parse(fields.first("Last-Modified")) != HttpDate.INVALID;
	}

	/**
	 * The conditional fields for validating stored responses (RFC 9111 §4.3.1): the tags
	 * of all variants, so that the origin can choose; the date of the one that the
	 * request selects.
	 */
	static FieldLines conditions(List<? extends StoredCandidate> variants, @Nullable StoredCandidate selected,
			CacheRequest request) {
		if (variants.isEmpty()) {
			return FieldLines.NONE;
		}
		List<FieldLines.Line> lines = new ArrayList<>(2);
		StringBuilder tags = new StringBuilder();
		for (StoredCandidate variant : variants) {
			if (canValidate(variant.status(), variant.fields())) {
				appendTag(tags, variant.fields().first("ETag"));
			}
		}
		if (!tags.isEmpty()) {
			// The caller's own tags go along, so that a 304 for them stays possible
			for (String own : request.fields().all("If-None-Match")) {
				appendTag(tags, own);
			}
			lines.add(new FieldLines.Line("If-None-Match", tags.toString()));
		}
		String modified = (selected != null && canValidate(selected.status(), selected.fields()))
				? selected.fields().first("Last-Modified") : null;
		if (modified != null && HttpDate.parse(modified) != HttpDate.INVALID) {
			lines.add(new FieldLines.Line("If-Modified-Since", modified));
		}
		return new FieldLines(lines);
	}

	private static void appendTag(StringBuilder tags, @Nullable String tag) {
		if (tag != null && !tag.isBlank() && !tag.equals("*") && tags.indexOf(tag) < 0) {
			tags.append(tags.isEmpty() ? "" : ", ").append(tag);
		}
	}

	/** How a stored response answers the caller's conditions and range. */
	static Rendition rendition(CacheRequest request, StoredCandidate stored) {
		if (request.conditional() && isNotModified(request, stored)) {
			return Rendition.NOT_MODIFIED;
		}
		if (request.isHead()) {
			return Rendition.WITHOUT_BODY;
		}
		if (request.range() != null && stored.status() == 200 && ifRangeHolds(request, stored)) {
			ByteRange range = ByteRange.parse(request.range());
			if (range != null) {
				ByteRange.Slice slice = range.resolve(stored.bodyLength());
				return (slice != null) ? Rendition.partial(slice) : Rendition.UNSATISFIABLE_RANGE;
			}
		}
		return Rendition.WHOLE;
	}

	/** RFC 9110 §13.2.2: If-None-Match comes before If-Modified-Since. */
	private static boolean isNotModified(CacheRequest request, StoredCandidate stored) {
		if (stored.status() != 200) {
			return false;
		}
		EntityTags tags = EntityTags.parse(request.fields().all("If-None-Match"));
		if (tags != null) {
			return tags.any() || tags.weaklyContains(EntityTag.parse(stored.fields().first("ETag")));
		}
		long since = HttpDate.parse(request.fields().first("If-Modified-Since"));
		return since != HttpDate.INVALID && lastModified(stored) <= since;
	}

	/**
	 * RFC 9111 §4.3.2: without Last-Modified the Date counts, without that the arrival.
	 */
	private static long lastModified(StoredCandidate stored) {
		long modified = HttpDate.parse(stored.fields().first("Last-Modified"));
		if (modified == HttpDate.INVALID) {
			modified = HttpDate.parse(stored.fields().first("Date"));
		}
		return (modified == HttpDate.INVALID) ? stored.facts().responseTime() : modified;
	}

	/** RFC 9110 §13.1.5: a strong tag, or exactly the date. */
	private static boolean ifRangeHolds(CacheRequest request, StoredCandidate stored) {
		String condition = request.fields().first("If-Range");
		if (condition == null) {
			return true;
		}
		long date = HttpDate.parse(condition);
		if (date != HttpDate.INVALID) {
			return date == HttpDate.parse(stored.fields().first("Last-Modified"));
		}
		EntityTag tag = EntityTag.parse(condition);
		EntityTag own = EntityTag.parse(stored.fields().first("ETag"));
		return tag != null && own != null && tag.strongMatch(own);
	}

	/** Which of the validated responses a 304 confirms (RFC 9111 §4.3.4). */
	static @Nullable StoredCandidate confirmed(List<StoredCandidate> validated, Fields notModified) {
		EntityTag tag = EntityTag.parse(notModified.first("ETag"));
		if (tag != null) {
			for (StoredCandidate candidate : validated) {
				EntityTag own = EntityTag.parse(candidate.fields().first("ETag"));
				if (own != null && own.weakMatch(tag)) {
					return candidate;
				}
			}
			return null;
		}
		String modified = notModified.first("Last-Modified");
		if (modified != null) {
			for (StoredCandidate candidate : validated) {
				if (modified.equals(candidate.fields().first("Last-Modified"))) {
					return candidate;
				}
			}
		}
		// No validator in the answer: it can only mean the one that was asked about
		return (validated.size() == 1 && modified == null) ? validated.get(0) : null;
	}

	/** Whether the answer to a HEAD describes the stored response (RFC 9111 §4.3.5). */
	static boolean describes(Fields head, StoredCandidate stored) {
		String length = head.first("Content-Length");
		return agrees(head, stored, "ETag") && agrees(head, stored, "Last-Modified")
				&& (length == null || length.equals(Long.toString(stored.bodyLength())));
	}

	/** Only the validators that were received have to match. */
	private static boolean agrees(Fields head, StoredCandidate stored, String validator) {
		String received = head.first(validator);
		return received == null || received.equals(stored.fields().first(validator));
	}

	/** The stored fields with those of a 304 in their place (RFC 9111 §3.2). */
	static FieldLines updated(Fields stored, Fields update) {
		// Age and Date are those of the answer, also where it has none: what is stored
		// says when the stored response was made
		Set<String> replaced = new HashSet<>(Set.of("age", "date"));
		List<FieldLines.Line> fresh = new ArrayList<>();
		update.forEach((name, value) -> {
			String lower = name.toLowerCase(Locale.ROOT);
			if (!KEPT.contains(lower)) {
				replaced.add(lower);
				fresh.add(new FieldLines.Line(name, value));
			}
		});
		List<FieldLines.Line> lines = new ArrayList<>();
		stored.forEach((name, value) -> {
			if (!replaced.contains(name.toLowerCase(Locale.ROOT))) {
				lines.add(new FieldLines.Line(name, value));
			}
		});
		lines.addAll(fresh);
		return new FieldLines(lines);
	}

}
