package io.httpcache.store.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.httpcache.store.CorruptEntryException;

/**
 * The variants of a key as they are in Redis, without their bodies: version, generation,
 * epoch of the marks, the URI, then one record after the other, newest first. The script
 * that stores reads and writes this form too. The arrays are shared and must not be
 * changed.
 *
 * @param generation the {@linkplain Generation#value() value} that all variants were
 * stored under
 * @param epoch the {@linkplain Marks#epoch() epoch} of their marks
 * @param uri the URI
 * @param records the variants, newest first
 */
record VariantIndex(long generation, long epoch, byte[] uri, List<VariantRecord> records) {

	/** The version that is written, and the only one that is read. */
	static final byte VERSION = 1;

	/** Bytes before the URI. */
	private static final int HEADER = 1 + 8 + 8 + 4;

	/** The beginning of an index, up to its records. */
	static byte[] header(long generation, long epoch, byte[] uri) {
		return ByteBuffer.allocate(HEADER + uri.length)
			.put(VERSION)
			.putLong(generation)
			.putLong(epoch)
			.putInt(uri.length)
			.put(uri)
			.array();
	}

	static byte[] encode(VariantRecord record) {
		return ByteBuffer.allocate(VariantRecord.HEADER + record.metadata().length)
			.putLong(record.variant())
			.putLong(record.stamp())
			.put((byte) record.place())
			.putLong(record.expiry())
			.putLong(record.sequence())
			.putLong(record.keepUntil())
			.putInt(record.bodyLength())
			.putInt(record.metadata().length)
			.put(record.metadata())
			.array();
	}

	static VariantIndex decode(byte[] bytes) throws CorruptEntryException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		if (bytes.length == 0 || buffer.get() != VERSION) {
			throw new CorruptEntryException("unknown version");
		}
		require(buffer, HEADER - 1);
		long generation = buffer.getLong();
		long epoch = buffer.getLong();
		byte[] uri = array(buffer);
		List<VariantRecord> records = new ArrayList<>(1);
		while (buffer.hasRemaining()) {
			require(buffer, VariantRecord.HEADER);
			records.add(new VariantRecord(buffer.getLong(), buffer.getLong(), buffer.get() & 0xFF, buffer.getLong(),
					buffer.getLong(), buffer.getLong(), buffer.getInt(), array(buffer)));
		}
		return new VariantIndex(generation, epoch, uri, records);
	}

	private static byte[] array(ByteBuffer buffer) throws CorruptEntryException {
		int length = buffer.getInt();
		require(buffer, length);
		byte[] bytes = Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.position() + length);
		buffer.position(buffer.position() + length);
		return bytes;
	}

	private static void require(ByteBuffer buffer, int length) throws CorruptEntryException {
		if (length < 0 || length > buffer.remaining()) {
			throw new CorruptEntryException("cut short");
		}
	}

	/** What is different after something was stored, as the script for leases sees it. */
	byte[] newest() {
		if (this.records.isEmpty()) {
			return RedisTicket.NOTHING;
		}
		VariantRecord newest = this.records.get(0);
		return ByteBuffer.allocate(2 * Long.BYTES).putLong(newest.stamp()).putLong(newest.keepUntil()).array();
	}

	/** Whether a variant seen before is still there, with the same body. */
	boolean holds(VariantRecord record) {
		return this.records.stream()
			.anyMatch((each) -> each.place() == record.place() && each.variant() == record.variant()
					&& each.stamp() == record.stamp());
	}

}
