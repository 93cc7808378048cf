package io.httpcache.client.reactive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import io.httpcache.CacheReason;
import io.httpcache.client.ReadAheadBudget;

/**
 * What has been read of a body: one array for a known length, else arrays of a fixed size
 * rather than one that doubles, so that many small buffers weigh no more than they hold.
 * Used by one thread at a time, but for {@link #giveBack}.
 */
final class Chunks {

	private static final int SIZE = 16 * 1024;

	private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

	private final ReadAheadBudget budget;

	private final long max;

	private final int size;

	private final AtomicLong taken = new AtomicLong();

	private final List<byte[]> arrays = new ArrayList<>(1);

	private long capacity;

	private long total;

	/**
	 * Nothing yet.
	 * @param contentLength the length of the body, or -1 when it is not known
	 * @param max how long it may be
	 * @param budget what is taken for it
	 */
	Chunks(long contentLength, long max, ReadAheadBudget budget) {
		this.budget = budget;
		long limit = Math.min(max, MAX_ARRAY);
		this.max = (contentLength >= 0) ? Math.min(contentLength, limit) : limit;
		this.size = (contentLength >= 0) ? (int) this.max : SIZE;
	}

	/**
	 * Makes room.
	 * @return why there is none, or {@code null}
	 */
	@Nullable CacheReason reserve(long bytes) {
		if (this.total + bytes > this.max) {
			return CacheReason.TOO_LARGE;
		}
		while (this.capacity < this.total + bytes) {
			if (!this.budget.tryTake(this.size)) {
				return CacheReason.MAX_IN_FLIGHT;
			}
			this.taken.addAndGet(this.size);
			this.arrays.add(new byte[this.size]);
			this.capacity += this.size;
		}
		return null;
	}

	/**
	 * Copies a buffer.
	 * @param buffer the buffer, to be released by who calls
	 * @return why there is no room, and nothing copied, or {@code null}
	 */
	@Nullable CacheReason add(DataBuffer buffer) {
		CacheReason refusal = reserve(buffer.readableByteCount());
		while (refusal == null && buffer.readableByteCount() > 0) {
			int offset = (int) (this.total % this.size);
			int count = Math.min(this.size - offset, buffer.readableByteCount());
			buffer.read(this.arrays.get((int) (this.total / this.size)), offset, count);
			this.total += count;
		}
		return refusal;
	}

	long total() {
		return this.total;
	}

	byte[] toByteArray() {
		if (this.arrays.size() == 1 && this.arrays.get(0).length == this.total) {
			return this.arrays.get(0);
		}
		byte[] whole = new byte[(int) this.total];
		for (int index = 0; index < this.arrays.size(); index++) {
			System.arraycopy(this.arrays.get(index), 0, whole, index * this.size, filled(index));
		}
		return whole;
	}

	List<DataBuffer> toBuffers() {
		List<DataBuffer> buffers = new ArrayList<>(this.arrays.size());
		for (int index = 0; index < this.arrays.size() && filled(index) > 0; index++) {
			buffers.add(DefaultDataBufferFactory.sharedInstance
				.wrap(ByteBuffer.wrap(this.arrays.get(index), 0, filled(index))));
		}
		return buffers;
	}

	private int filled(int index) {
		return (int) Math.max(0, Math.min(this.size, this.total - (long) index * this.size));
	}

	/** Gives back what was taken of the budget. */
	void giveBack() {
		this.budget.giveBack(this.taken.getAndSet(0));
	}

}
