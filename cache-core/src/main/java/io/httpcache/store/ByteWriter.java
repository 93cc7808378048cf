package io.httpcache.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Appends to an array of bytes that grows. Not safe for use by several threads.
 */
final class ByteWriter {

	private static final byte[] NOWHERE = new byte[0];

	private byte[] bytes;

	private final boolean counting;

	private int size;

	ByteWriter() {
		this(256);
	}

	ByteWriter(int capacity) {
		this(new byte[capacity], false);
	}

	private ByteWriter(byte[] bytes, boolean counting) {
		this.bytes = bytes;
		this.counting = counting;
	}

	/** A writer that only counts what it would write. */
	static ByteWriter counting() {
		return new ByteWriter(NOWHERE, true);
	}

	int size() {
		return this.size;
	}

	/** What was written. The writer must not be used any more. */
	byte[] toByteArray() {
		return (this.size == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
	}

	void write(int value) {
		if (ensure(1)) {
			this.bytes[this.size] = (byte) value;
		}
		this.size++;
	}

	void write(byte[] values) {
		if (ensure(values.length)) {
			System.arraycopy(values, 0, this.bytes, this.size, values.length);
		}
		this.size += values.length;
	}

	/** Appends the characters of a text that {@linkplain #isLatin is Latin-1}. */
	void writeLatin(String text) {
		if (ensure(text.length())) {
			for (int i = 0; i < text.length(); i++) {
				this.bytes[this.size + i] = (byte) text.charAt(i);
			}
		}
		this.size += text.length();
	}

	void writeInt(int value) {
		for (int shift = 24; shift >= 0; shift -= 8) {
			write(value >> shift);
		}
	}

	void writeLong(long value) {
		writeInt((int) (value >> 32));
		writeInt((int) value);
	}

	/**
	 * A number of which small ones are short, seven bits to the byte, lowest first.
	 * @param value the number, taken as unsigned
	 */
	void writeVarint(long value) {
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			write((int) (rest & 0x7F) | 0x80);
			rest >>>= 7;
		}
		write((int) rest);
	}

	void writeText(String text) {
		boolean latin = isLatin(text);
		byte[] encoded = (latin) ? text.getBytes(StandardCharsets.ISO_8859_1) : utf16(text);
		writeVarint(((long) encoded.length << 1) | ((latin) ? 0 : 1));
		write(encoded);
	}

	static boolean isLatin(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xFF) {
				return false;
			}
		}
		return true;
	}

	// Rather than UTF-8, and by hand: lone surrogates are to come out as they went in.
	static byte[] utf16(String text) {
		byte[] encoded = new byte[text.length() * 2];
		for (int i = 0; i < text.length(); i++) {
			encoded[2 * i] = (byte) (text.charAt(i) >> 8);
			encoded[2 * i + 1] = (byte) text.charAt(i);
		}
		return encoded;
	}

	/** Makes room, unless nothing is to be written. */
	private boolean ensure(int more) {
		if (!this.counting && this.bytes.length - this.size < more) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.size + more));
		}
		return !this.counting;
	}

}
