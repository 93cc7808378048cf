package io.httpcache.client.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a shared array, which no reader can change. Whoever wants all of it gets it by
 * one copy: {@code InputStream.readNBytes(int)} would take two.
 */
final class SharedBytesInputStream extends InputStream {

	private final byte[] bytes;

	private final int end;

	private int position;

	private int mark;

	SharedBytesInputStream(byte[] bytes, int offset, int length) {
		this.bytes = bytes;
		this.position = offset;
		this.mark = offset;
		this.end = offset + length;
	}

	@Override
	public int read() {
		return (this.position < this.end) ? this.bytes[this.position++] & 0xFF : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, target.length);
		if (length == 0) {
			return 0;
		}
		int count = Math.min(length, available());
		if (count == 0) {
			return -1;
		}
		System.arraycopy(this.bytes, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	@Override
	public byte[] readAllBytes() {
		return readNBytes(available());
	}

	@Override
	public byte[] readNBytes(int length) {
		if (length < 0) {
			throw new IllegalArgumentException("length < 0: " + length);
		}
		int from = this.position;
		this.position += Math.min(length, available());
		return Arrays.copyOfRange(this.bytes, from, this.position);
	}

	@Override
	public int readNBytes(byte[] target, int offset, int length) {
		return Math.max(0, read(target, offset, length));
	}

	@Override
	public long transferTo(OutputStream target) throws IOException {
		int count = available();
		// A stranger's stream could keep or change the array that it is given
		target.write(readNBytes(count));
		return count;
	}

	@Override
	public long skip(long count) {
		int skipped = (int) Math.max(0, Math.min(count, available()));
		this.position += skipped;
		return skipped;
	}

	@Override
	public int available() {
		return this.end - this.position;
	}

	@Override
	public boolean markSupported() {
		return true;
	}

	@Override
	public void mark(int limit) {
		this.mark = this.position;
	}

	@Override
	public void reset() {
		this.position = this.mark;
	}

}
