package io.httpcache.store.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.store.StoredResponse;

/**
 * What an index says of one variant. The array is shared and must not be changed.
 *
 * @param variant which requests select it: equal for responses that replace each other
 * @param stamp a checksum of its body, by which a revalidated variant is known again
 * @param place the number of its body's key
 * @param expiry the {@linkplain Generation#expiry() expiry} it is fresh under
 * @param sequence the number of the last mark that it outlived
 * @param keepUntil the moment after which it is of no more use, in epoch milliseconds
 * @param bodyLength the bytes under its body's key
 * @param metadata the metadata
 */
record VariantRecord(long variant, long stamp, int place, long expiry, long sequence, long keepUntil, int bodyLength,
		byte[] metadata) {

	/** Bytes before the metadata. */
	static final int HEADER = 8 + 8 + 1 + 8 + 8 + 8 + 4 + 4;

	/**
	 * Which requests select a response (RFC 9111 §4.1).
	 * @param method the method it answers
	 * @param facts its facts
	 * @return a digest of both
	 */
	static long variant(String method, ResponseFacts facts) {
		return digest(method, List.of(facts.varyNames(), facts.varyValues()));
	}

	/** A digest that is the same in every JVM. */
	static long digest(String method, List<List<String>> all) {
		CRC32C high = new CRC32C();
		CRC32 low = new CRC32();
		update(high, low, method);
		for (List<String> texts : all) {
			for (String text : texts) {
				update(high, low, text);
			}
		}
		return (high.getValue() << 32) | low.getValue();
	}

	static byte[] write(long digest) {
		return ByteBuffer.allocate(Long.BYTES).putLong(digest).array();
	}

	private static void update(CRC32C high, CRC32 low, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		byte[] length = ByteBuffer.allocate(4).putInt(bytes.length).array();
		high.update(length);
		high.update(bytes);
		low.update(length);
		low.update(bytes);
	}

	// Two checksums rather than a digest: they cost nothing, and nobody gains by making
	// two bodies of his own collide
	static long stamp(StoredResponse response) {
		CRC32C high = new CRC32C();
		CRC32 low = new CRC32();
		high.update(response.body());
		low.update(response.body());
		return (high.getValue() << 32) | low.getValue();
	}

}
