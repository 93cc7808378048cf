package io.httpcache.engine;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.ByteRange;

/**
 * In which form a stored response answers a request.
 *
 * @param form the form
 * @param slice the part of the body, for {@link Form#PARTIAL} only
 */
public record Rendition(Form form, ByteRange.@Nullable Slice slice) {

	/** Status, fields and body as stored. */
	public static final Rendition WHOLE = new Rendition(Form.WHOLE, null);

	/** Status and fields as stored, no body: the answer to HEAD. */
	public static final Rendition WITHOUT_BODY = new Rendition(Form.WITHOUT_BODY, null);

	/** 304 to the caller's own condition. */
	public static final Rendition NOT_MODIFIED = new Rendition(Form.NOT_MODIFIED, null);

	/** 416 to a range beyond the end. */
	public static final Rendition UNSATISFIABLE_RANGE = new Rendition(Form.UNSATISFIABLE_RANGE, null);

	static Rendition partial(ByteRange.Slice slice) {
		return new Rendition(Form.PARTIAL, slice);
	}

	/**
	 * The forms.
	 */
	public enum Form {

		/** As stored. */
		WHOLE,

		/** As stored, without the body. */
		WITHOUT_BODY,

		/** 304. */
		NOT_MODIFIED,

		/** 206 with one part of the body. */
		PARTIAL,

		/** 416. */
		UNSATISFIABLE_RANGE

	}

}
