package io.httpcache.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32C;

import io.httpcache.engine.ResponseFacts;

/**
 * The form of a stored response outside this JVM: metadata and body apart, so that a 304
 * rewrites the metadata only (RFC 9111 §4.3.4). The metadata begins with a version and a
 * checksum of the rest, and names the length of the body; the body is stored as it is,
 * without a checksum, which a large one would pay for on every hit. Stateless.
 */
public final class StoredResponseCodec {

	/** The version that is written, and the only one that is read. */
	public static final int VERSION = 1;

	private static final int HEADER = 5;

	private StoredResponseCodec() {
	}

	/**
	 * Encodes all but the body.
	 * @param response the response
	 * @return the metadata
	 */
	public static byte[] encodeMetadata(StoredResponse response) {
		ByteWriter writer = new ByteWriter();
		writer.write(VERSION);
		writer.writeInt(0);
		writer.writeText(response.method());
		writer.writeVarint(response.status());
		writer.writeVarint(response.bodyLength());
		writer.writeLong(response.keepUntil());
		writeFacts(writer, response.facts());
		writer.writeText(response.route());
		writeTexts(writer, new TreeSet<>(response.tags()));
		writer.write(response.fields().encoded());
		byte[] metadata = writer.toByteArray();
		int checksum = checksum(metadata);
		for (int i = 0; i < 4; i++) {
			metadata[1 + i] = (byte) (checksum >> (24 - 8 * i));
		}
		return metadata;
	}

	/**
	 * Decodes a response.
	 * @param metadata what {@link #encodeMetadata} gave
	 * @param body the body, which the response takes over
	 * @return the response
	 * @throws CorruptEntryException when the version is unknown, the bytes are damaged or
	 * cut short, or the body has another length
	 */
	public static StoredResponse decode(byte[] metadata, byte[] body) throws CorruptEntryException {
		return decode(metadata, body, body.length);
	}

	/**
	 * Decodes all but the body, to look at the metadata only.
	 * @param metadata what {@link #encodeMetadata} gave
	 * @return the response with an empty body
	 * @throws CorruptEntryException when the version is unknown or the bytes are damaged
	 * or cut short
	 */
	public static StoredResponse decodeMetadata(byte[] metadata) throws CorruptEntryException {
		return decode(metadata, new byte[0], -1);
	}

	private static StoredResponse decode(byte[] metadata, byte[] body, long bodyLength) throws CorruptEntryException {
		ByteReader reader = new ByteReader(metadata, 0);
		if (reader.read() != VERSION) {
			throw new CorruptEntryException("unknown version");
		}
		if (reader.readInt() != checksum(metadata)) {
			throw new CorruptEntryException("wrong checksum");
		}
		String method = reader.readText();
		int status = reader.readCount(999);
		long length = reader.readVarint();
		if (bodyLength >= 0 && length != bodyLength) {
			throw new CorruptEntryException("wrong body length");
		}
		long keepUntil = reader.readLong();
		ResponseFacts facts = readFacts(reader);
		String route = reader.readText();
		List<String> tags = readTexts(reader);
		CompactFields fields = CompactFields.decode(reader.read(reader.remaining()));
		return new StoredResponse(method, status, fields, body, facts, keepUntil, route, new LinkedHashSet<>(tags));
	}

	private static void writeFacts(ByteWriter writer, ResponseFacts facts) {
		writer.writeLong(facts.requestTime());
		writer.writeLong(facts.responseTime());
		writeDuration(writer, facts.initialAge());
		writeDuration(writer, facts.originLifetime());
		writeDuration(writer, facts.sinceModified());
		writeDuration(writer, facts.staleWhileRevalidate());
		writeDuration(writer, facts.staleIfError());
		writeDuration(writer, facts.requestedTtl());
		boolean[] flags = { facts.noCache(), facts.mustRevalidate(), facts.proxyRevalidate(), facts.sharedMaxAge(),
				facts.configurable(), facts.expired() };
		int bits = 0;
		for (int i = 0; i < flags.length; i++) {
			bits |= (flags[i]) ? 1 << i : 0;
		}
		writer.write(bits);
		writeTexts(writer, facts.varyNames());
		writeTexts(writer, facts.varyValues());
	}

	private static ResponseFacts readFacts(ByteReader reader) throws CorruptEntryException {
		long requestTime = reader.readLong();
		long responseTime = reader.readLong();
		long initialAge = readDuration(reader);
		long originLifetime = readDuration(reader);
		long sinceModified = readDuration(reader);
		long staleWhileRevalidate = readDuration(reader);
		long staleIfError = readDuration(reader);
		long requestedTtl = readDuration(reader);
		int bits = reader.read();
		List<String> varyNames = readTexts(reader);
		List<String> varyValues = readTexts(reader);
		if (varyNames.size() != varyValues.size()) {
			throw new CorruptEntryException("names without values");
		}
		return new ResponseFacts(requestTime, responseTime, initialAge, originLifetime, sinceModified,
				staleWhileRevalidate, staleIfError, requestedTtl, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0,
				(bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0, varyNames, varyValues);
	}

	// Zigzag: -1 for absent is as short as a small number.
	private static void writeDuration(ByteWriter writer, long millis) {
		writer.writeVarint((millis << 1) ^ (millis >> 63));
	}

	private static long readDuration(ByteReader reader) throws CorruptEntryException {
		long zigzag = reader.readVarint();
		return (zigzag >>> 1) ^ -(zigzag & 1);
	}

	private static void writeTexts(ByteWriter writer, Collection<String> texts) {
		writer.writeVarint(texts.size());
		texts.forEach(writer::writeText);
	}

	private static List<String> readTexts(ByteReader reader) throws CorruptEntryException {
		int count = reader.readCount(reader.remaining());
		List<String> texts = new ArrayList<>(Math.min(count, 16));
		for (int i = 0; i < count; i++) {
			texts.add(reader.readText());
		}
		return texts;
	}

	private static int checksum(byte[] metadata) {
		CRC32C checksum = new CRC32C();
		checksum.update(metadata, HEADER, Math.max(0, metadata.length - HEADER));
		return (int) checksum.getValue();
	}

}
