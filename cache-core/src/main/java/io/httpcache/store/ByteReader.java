package io.httpcache.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote from bytes that nobody vouches for. No length is
 * believed before it is compared with what is left.
 */
final class ByteReader {

	private final byte[] bytes;

	private int position;

	ByteReader(byte[] bytes, int position) {
		this.bytes = bytes;
		this.position = position;
	}

	int remaining() {
		return this.bytes.length - this.position;
	}

	int read() throws CorruptEntryException {
		require(1);
		return this.bytes[this.position++] & 0xFF;
	}

	byte[] read(int length) throws CorruptEntryException {
		skip(length);
		return Arrays.copyOfRange(this.bytes, this.position - length, this.position);
	}

	void skip(int length) throws CorruptEntryException {
		require(length);
		this.position += length;
	}

	int readInt() throws CorruptEntryException {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			value = (value << 8) | read();
		}
		return value;
	}

	long readLong() throws CorruptEntryException {
		return ((long) readInt() << 32) | (readInt() & 0xFFFFFFFFL);
	}

	long readVarint() throws CorruptEntryException {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			int next = read();
			value |= (long) (next & 0x7F) << shift;
			if (next < 0x80) {
				return value;
			}
		}
		throw new CorruptEntryException("endless number");
	}

	/**
	 * A number that says how much follows.
	 * @param limit the most that it may be
	 * @return the number
	 * @throws CorruptEntryException when it is more
	 */
	int readCount(int limit) throws CorruptEntryException {
		long count = readVarint();
		if (count < 0 || count > limit) {
			throw new CorruptEntryException("length out of bounds");
		}
		return (int) count;
	}

	String readText() throws CorruptEntryException {
		long header = readVarint();
		long length = header >>> 1;
		if (length > remaining() || ((header & 1) != 0 && length % 2 != 0)) {
			throw new CorruptEntryException("length out of bounds");
		}
		skip((int) length);
		int from = this.position - (int) length;
		return ((header & 1) == 0) ? new String(this.bytes, from, (int) length, StandardCharsets.ISO_8859_1)
				: utf16(this.bytes, from, (int) length);
	}

	static String utf16(byte[] bytes, int from, int length) {
		char[] chars = new char[length / 2];
		for (int i = 0; i < chars.length; i++) {
			chars[i] = (char) ((bytes[from + 2 * i] << 8) | (bytes[from + 2 * i + 1] & 0xFF));
		}
		return new String(chars);
	}

	private void require(int length) throws CorruptEntryException {
		if (length < 0 || length > remaining()) {
			throw new CorruptEntryException("cut short");
		}
	}

}
