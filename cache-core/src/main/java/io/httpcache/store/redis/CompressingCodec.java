package io.httpcache.store.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import io.httpcache.store.CorruptEntryException;

/**
 * Deflates bodies above a size, where that makes them smaller. A byte says whether it
 * did; then comes the length of the body. Stateless.
 */
final class CompressingCodec implements ValueCodec {

	private static final byte AS_IT_IS = 0;

	private static final byte DEFLATED = 1;

	private static final int HEADER = 1 + 4;

	/** Nothing deflates better than this. */
	private static final long BEST_RATIO = 1032;

	private final long above;

	private final ValueCodec next;

	/**
	 * A codec.
	 * @param above the size in bytes above which to try
	 * @param next what comes after compressing
	 */
	CompressingCodec(long above, ValueCodec next) {
		this.above = above;
		this.next = next;
	}

	@Override
	public byte[] encode(byte[] plain, Part part, byte[] index) {
		return this.next.encode((part == Part.BODY) ? compress(plain) : plain, part, index);
	}

	private byte[] compress(byte[] plain) {
		if (plain.length > this.above) {
			Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
			try {
				byte[] deflated = new byte[plain.length];
				deflater.setInput(plain);
				deflater.finish();
				int length = deflater.deflate(deflated);
				if (deflater.finished() && length + HEADER < plain.length) {
					return ByteBuffer.allocate(HEADER + length)
						.put(DEFLATED)
						.putInt(plain.length)
						.put(deflated, 0, length)
						.array();
				}
			}
			finally {
				deflater.end();
			}
		}
		return ByteBuffer.allocate(HEADER + plain.length).put(AS_IT_IS).putInt(plain.length).put(plain).array();
	}

	@Override
	public byte[] decode(byte[] stored, Part part, byte[] index) throws CorruptEntryException {
		byte[] decoded = this.next.decode(stored, part, index);
		return (part == Part.BODY) ? decompress(decoded) : decoded;
	}

	private static byte[] decompress(byte[] stored) throws CorruptEntryException {
		if (stored.length < HEADER) {
			throw new CorruptEntryException("cut short");
		}
		ByteBuffer buffer = ByteBuffer.wrap(stored);
		byte form = buffer.get();
		int length = buffer.getInt();
		if (form == AS_IT_IS && length == stored.length - HEADER) {
			return Arrays.copyOfRange(stored, HEADER, stored.length);
		}
		if (form != DEFLATED || length < 0 || length > BEST_RATIO * stored.length) {
			throw new CorruptEntryException("unknown form");
		}
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(stored, HEADER, stored.length - HEADER);
			byte[] plain = new byte[length];
			int inflated = inflater.inflate(plain);
			// Room for nothing more, so that the end is noticed
			if (inflated != length || (!inflater.finished() && inflater.inflate(new byte[1]) != 0)
					|| !inflater.finished()) {
				throw new CorruptEntryException("wrong length");
			}
			return plain;
		}
		catch (DataFormatException ex) {
			throw new CorruptEntryException("not deflated");
		}
		finally {
			inflater.end();
		}
	}

}
