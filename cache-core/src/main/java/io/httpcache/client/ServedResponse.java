package io.httpcache.client;

import java.util.List;
import java.util.Objects;

import org.springframework.http.HttpHeaders;

import io.httpcache.engine.Rendition;
import io.httpcache.http.ByteRange;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;
import io.httpcache.store.StoredResponse;

/**
 * A response from the cache, for a driver to hand on. The array is shared: a driver hands
 * out copies of the part of it.
 *
 * @param status the status
 * @param headers the headers, read-only
 * @param body the array that holds the body
 * @param offset where the body begins
 * @param length how long it is
 */
public record ServedResponse(int status, HttpHeaders headers, byte[] body, int offset, int length) {

	private static final byte[] EMPTY = new byte[0];

	/** Fields that describe a body that a 304 or 416 does not have. */
	private static final List<String> CONTENT = List.of("Content-Length", "Content-Type", "Content-Encoding",
			"Content-Range", "Content-Language");

	static ServedResponse of(StoredResponse stored, Rendition rendition, long age, StatusField status) {
		byte[] body = stored.body();
		return switch (rendition.form()) {
			case WHOLE -> new ServedResponse(stored.status(), ResponseHeaders.of(stored.fields(), age, status), body, 0,
					body.length);
			case WITHOUT_BODY ->
				new ServedResponse(stored.status(), ResponseHeaders.of(stored.fields(), age, status), EMPTY, 0, 0);
			case NOT_MODIFIED -> new ServedResponse(304,
					ResponseHeaders.of(FieldLines.copyOf(stored.fields()).without(CONTENT), age, status), EMPTY, 0, 0);
			case PARTIAL -> partial(stored, Objects.requireNonNull(rendition.slice()), age, status);
			case UNSATISFIABLE_RANGE -> new ServedResponse(416,
					ResponseHeaders.of(
							with(FieldLines.copyOf(stored.fields()).without(CONTENT), "Content-Range",
									ByteRange.unsatisfiedContentRange(body.length), "Content-Length", "0"),
							age, status),
					EMPTY, 0, 0);
		};
	}

	static ServedResponse gatewayTimeout(StatusField status) {
		return new ServedResponse(504, ResponseHeaders.of(FieldLines.of("Content-Length", "0"), -1, status), EMPTY, 0,
				0);
	}

	private static ServedResponse partial(StoredResponse stored, ByteRange.Slice slice, long age, StatusField status) {
		int length = (int) slice.length();
		Fields fields = with(FieldLines.copyOf(stored.fields()).without(List.of("Content-Length", "Content-Range")),
				"Content-Range", slice.contentRange(stored.bodyLength()), "Content-Length", Integer.toString(length));
		return new ServedResponse(206, ResponseHeaders.of(fields, age, status), stored.body(), (int) slice.first(),
				length);
	}

	private static FieldLines with(FieldLines fields, String... namesAndValues) {
		List<FieldLines.Line> lines = new java.util.ArrayList<>(fields.lines());
		lines.addAll(FieldLines.of(namesAndValues).lines());
		return new FieldLines(lines);
	}

}
