package io.httpcache.http;

import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110 §14.1.2).
 */
public sealed interface ByteRange {

	/**
	 * The bytes that it selects.
	 * @param length the length of the representation in bytes
	 * @return the bytes, or {@code null} when the range cannot be satisfied
	 */
	@Nullable Slice resolve(long length);

	/**
	 * Reads the value of a {@code Range} field.
	 * @param rangeField the value
	 * @return the range, or {@code null} for another unit, several ranges or a malformed
	 * one
	 */
	static @Nullable ByteRange parse(@Nullable String rangeField) {
		return ByteRangeParser.parse(rangeField);
	}

	/**
	 * Whether a {@code Range} field asks for more than one range of bytes.
	 * @param rangeField the value
	 * @return {@code true} for two or more, well-formed or not
	 */
	static boolean isMultiple(@Nullable String rangeField) {
		return ByteRangeParser.isMultiple(rangeField);
	}

	/**
	 * The {@code Content-Range} of a 416 (RFC 9110 §14.4).
	 * @param length the length of the representation in bytes
	 * @return for example {@code bytes *}{@code /200}
	 */
	static String unsatisfiedContentRange(long length) {
		return "bytes */" + length;
	}

	/**
	 * From the first to the last byte, both included.
	 *
	 * @param first the position of the first byte
	 * @param last the position of the last byte
	 */
	record Interval(long first, long last) implements ByteRange {

		@Override
		public @Nullable Slice resolve(long length) {
			return (this.first < length) ? new Slice(this.first, Math.min(this.last, length - 1)) : null;
		}

	}

	/**
	 * From the first byte to the end.
	 *
	 * @param first the position of the first byte
	 */
	record From(long first) implements ByteRange {

		@Override
		public @Nullable Slice resolve(long length) {
			return (this.first < length) ? new Slice(this.first, length - 1) : null;
		}

	}

	/**
	 * The last bytes.
	 *
	 * @param count how many
	 */
	record Suffix(long count) implements ByteRange {

		@Override
		public @Nullable Slice resolve(long length) {
			return (this.count > 0 && length > 0) ? new Slice(Math.max(0, length - this.count), length - 1) : null;
		}

	}

	/**
	 * Bytes of a representation.
	 *
	 * @param first the position of the first byte
	 * @param last the position of the last byte, included
	 */
	record Slice(long first, long last) {

		/**
		 * How many bytes these are.
		 * @return the count
		 */
		public long length() {
			return this.last - this.first + 1;
		}

		/**
		 * The {@code Content-Range} of a 206 (RFC 9110 §14.4).
		 * @param length the length of the whole representation in bytes
		 * @return for example {@code bytes 0-99/200}
		 */
		public String contentRange(long length) {
			return "bytes " + this.first + "-" + this.last + "/" + length;
		}

	}

}
