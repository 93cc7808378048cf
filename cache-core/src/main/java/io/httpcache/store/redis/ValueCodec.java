package io.httpcache.store.redis;

import io.httpcache.store.CorruptEntryException;

/**
 * Changes bytes on their way into Redis and back: compresses or encrypts them. Safe for
 * use by several threads.
 */
interface ValueCodec {

	/** Leaves bytes as they are. */
	ValueCodec PLAIN = new ValueCodec() {

		@Override
		public byte[] encode(byte[] plain, Part part, byte[] index) {
			return plain;
		}

		@Override
		public byte[] decode(byte[] stored, Part part, byte[] index) {
			return stored;
		}

	};

	/**
	 * Encodes.
	 * @param plain the bytes, not to be changed
	 * @param part what they are
	 * @param index the key of the index that they belong to
	 * @return the bytes to store, may be the same array
	 */
	byte[] encode(byte[] plain, Part part, byte[] index);

	/**
	 * Decodes.
	 * @param stored what {@code encode} gave, if nobody touched it
	 * @param part what they are
	 * @param index the key of the index that they belong to
	 * @return the bytes, may be the same array
	 * @throws CorruptEntryException when somebody did
	 */
	byte[] decode(byte[] stored, Part part, byte[] index) throws CorruptEntryException;

	/** What bytes are. */
	enum Part {

		/** The URI of an index. */
		URI,

		/** The metadata of a variant. */
		METADATA,

		/** The body of a variant. */
		BODY

	}

}
