package io.httpcache.client.blocking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.client.ReadAheadBudget;

/**
 * Reads a body ahead, as far as its size, the time and the budget allow. Used once.
 */
final class BodyReader {

	private static final int CHUNK = 16 * 1024;

	/** Some streams return only when all that was asked for is there: ask for little. */
	private static final int STEP = 1024;

	private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);

	private final InputStream body;

	private final long max;

	private final ReadAheadBudget budget;

	private final LongSupplier nanoTime;

	private long taken;

	BodyReader(InputStream body, long max, ReadAheadBudget budget) {
		this(body, max, budget, System::nanoTime);
	}

	BodyReader(InputStream body, long max, ReadAheadBudget budget, LongSupplier nanoTime) {
		this.body = body;
		this.max = max;
		this.budget = budget;
		this.nanoTime = nanoTime;
	}

	/**
	 * Reads the body.
	 * @param contentLength its length, or -1 when it is not known
	 * @return the whole body, or as much of it as was read and why no more
	 * @throws IOException when reading fails; what was taken of the budget is given back
	 */
	Outcome read(long contentLength) throws IOException {
		try {
			return (contentLength >= 0) ? readKnown((int) contentLength) : readUnknown();
		}
		catch (IOException | RuntimeException ex) {
			giveBack();
			throw ex;
		}
	}

	/** Gives back what was taken of the budget. */
	void giveBack() {
		this.budget.giveBack(this.taken);
		this.taken = 0;
	}

	private boolean take(long bytes) {
		if (!this.budget.tryTake(bytes)) {
			return false;
		}
		this.taken += bytes;
		return true;
	}

	private Outcome readKnown(int length) throws IOException {
		if (!take(length)) {
			return new Outcome(null, CacheReason.MAX_IN_FLIGHT, this.body);
		}
		byte[] bytes = new byte[length];
		int count = this.body.readNBytes(bytes, 0, length);
		if (count < length) {
			// The transport did not notice that the body was cut off
			return new Outcome(null, CacheReason.TRUNCATED, new ByteArrayInputStream(bytes, 0, count));
		}
		return new Outcome(bytes, null, this.body);
	}

	private Outcome readUnknown() throws IOException {
		long begin = this.nanoTime.getAsLong();
		List<byte[]> chunks = new ArrayList<>();
		long total = 0;
		while (true) {
			if (!take(CHUNK)) {
				return rest(chunks, CacheReason.MAX_IN_FLIGHT);
			}
			byte[] chunk = new byte[CHUNK];
			int filled = 0;
			while (filled < CHUNK) {
				int count = this.body.read(chunk, filled, Math.min(STEP, CHUNK - filled));
				if (count < 0) {
					chunks.add(Arrays.copyOf(chunk, filled));
					return whole(chunks, total + filled);
				}
				filled += count;
				if (total + filled > this.max || isLate(begin)) {
					chunks.add(Arrays.copyOf(chunk, filled));
					return rest(chunks, (total + filled > this.max) ? CacheReason.TOO_LARGE : CacheReason.SLOW_BODY);
				}
			}
			chunks.add(chunk);
			total += filled;
		}
	}

	private boolean isLate(long begin) {
		return this.nanoTime.getAsLong() - begin > MAX_NANOS;
	}

	private Outcome whole(List<byte[]> chunks, long total) {
		if (total > this.max) {
			return rest(chunks, CacheReason.TOO_LARGE);
		}
		if (chunks.size() == 1) {
			return new Outcome(chunks.get(0), null, this.body);
		}
		byte[] bytes = new byte[(int) total];
		int position = 0;
		for (byte[] chunk : chunks) {
			System.arraycopy(chunk, 0, bytes, position, chunk.length);
			position += chunk.length;
		}
		return new Outcome(bytes, null, this.body);
	}

	private Outcome rest(List<byte[]> chunks, CacheReason reason) {
		List<InputStream> parts = new ArrayList<>();
		chunks.forEach((chunk) -> parts.add(new ByteArrayInputStream(chunk)));
		parts.add(this.body);
		return new Outcome(null, reason, new SequenceInputStream(Collections.enumeration(parts)));
	}

	/**
	 * What came of reading ahead.
	 *
	 * @param whole the whole body, or {@code null}
	 * @param refusal why it is not whole, or {@code null}
	 * @param rest what to hand on when it is not whole
	 */
	record Outcome(byte @Nullable [] whole, @Nullable CacheReason refusal, InputStream rest) {

	}

}
