package io.httpcache.store.redis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.CorruptEntryException;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.StoredResponseCodec;
import io.httpcache.store.redis.RedisLink.Connected;

/**
 * Looks keys up. One round trip brings the generation, the index, the body in the first
 * place and the state of the marks; another one the bodies in other places, of which
 * there are some only where {@code Vary} made several variants.
 */
final class RedisReads {

	private static final int GENERATION = 0;

	private static final int INDEX = 1;

	private static final int BODY = 2;

	private final RedisKeys keys;

	private final MarkLog marks;

	private final Tokens tokens;

	private final ValueCodec codec;

	private final Clock clock;

	RedisReads(RedisKeys keys, MarkLog marks, Tokens tokens, ValueCodec codec, Clock clock) {
		this.keys = keys;
		this.marks = marks;
		this.tokens = tokens;
		this.codec = codec;
		this.clock = clock;
	}

	CompletableFuture<StoreLookup> find(Connected redis, CacheKey key) {
		byte[] index = this.keys.index(key);
		byte[] generation = this.keys.generationOf(index);
		return read(redis, generation, index, RedisKeys.body(index, 0))
			.thenCompose((read) -> found(redis, key, index, read));
	}

	CompletableFuture<StoreTicket> ticket(Connected redis, CacheKey key) {
		byte[] generation = this.keys.generation(key.uri());
		return read(redis, generation)
			.thenCompose((read) -> ticket(redis, generation, read.values().get(GENERATION), read.marks()))
			.thenApply((ticket) -> ticket);
	}

	/** Reads keys of one slot together with the state of the marks. */
	CompletableFuture<Read> read(Connected redis, byte[]... slot) {
		Marks known = this.marks.present();
		CompletableFuture<Values> values;
		if (redis.isCluster()) {
			// In another slot, so by another command, on its way at the same time
			values = redis.commands()
				.mget(slot)
				.toCompletableFuture()
				.thenCombine(redis.commands().mget(this.keys.sequence()).toCompletableFuture(),
						(own, state) -> new Values(own, value(state, 0)));
		}
		else {
			byte[][] all = new byte[slot.length + 1][];
			System.arraycopy(slot, 0, all, 0, slot.length);
			all[slot.length] = this.keys.sequence();
			values = redis.commands()
				.mget(all)
				.toCompletableFuture()
				.thenApply((own) -> new Values(own, value(own, slot.length)));
		}
		return values.thenCompose((read) -> {
			Marks.State state = Marks.State.read(read.state());
			return known.state().equals(state) ? CompletableFuture.completedFuture(new Read(read, known))
					: this.marks.catchUp(redis, state, known).thenApply((marks) -> new Read(read, marks));
		});
	}

	private CompletableFuture<RedisTicket> ticket(Connected redis, byte[] key, byte @Nullable [] generation,
			Marks marks) {
		Generation present = Generation.read(generation);
		if (present != null) {
			return CompletableFuture.completedFuture(new RedisTicket(present, marks.state(), RedisTicket.NOTHING));
		}
		// One that could be lost unnoticed between the look-up and the put would be no
		// proof that nothing was invalidated in between
		Generation next = this.tokens.generation();
		CompletableFuture<byte[]> made = Scripts.GENERATION.run(redis.commands(), ScriptOutputType.VALUE,
				new byte[][] { key }, next.write(), RedisWrites.text(RedisWrites.GENERATION_MILLIS));
		return made.thenApply((bytes) -> {
			Generation read = Generation.read(bytes);
			return new RedisTicket((read != null) ? read : next, marks.state(), RedisTicket.NOTHING);
		});
	}

	private CompletableFuture<StoreLookup> found(Connected redis, CacheKey key, byte[] index, Read read) {
		Generation generation = Generation.read(read.values().get(GENERATION));
		byte[] bytes = read.values().get(INDEX);
		if (generation == null) {
			return ticket(redis, this.keys.generationOf(index), null, read.marks()).thenApply(RedisReads::nothing);
		}
		Marks.State state = read.marks().state();
		RedisTicket unseen = new RedisTicket(generation, state, RedisTicket.NOTHING);
		if (bytes == null) {
			return CompletableFuture.completedFuture(nothing(unseen));
		}
		VariantIndex decoded;
		try {
			decoded = VariantIndex.decode(bytes);
		}
		catch (CorruptEntryException ex) {
			return CompletableFuture.completedFuture(new RedisLookup(List.of(), unseen, true));
		}
		RedisTicket ticket = new RedisTicket(generation, state, decoded.newest());
		if (decoded.generation() != generation.value() || decoded.epoch() != read.marks().epoch()) {
			return CompletableFuture.completedFuture(nothing(ticket));
		}
		Variants variants = new Variants(key, index, ticket, read.marks());
		return bodies(redis, index, decoded, read.values().get(BODY)).thenApply((bodies) -> variants.read(bodies));
	}

	private static StoreLookup nothing(StoreTicket ticket) {
		return new RedisLookup(List.of(), ticket, false);
	}

	/** Pairs records with their bodies; those whose body is gone are left out. */
	private CompletableFuture<List<WithBody>> bodies(Connected redis, byte[] index, VariantIndex decoded,
			byte @Nullable [] first) {
		List<VariantRecord> useful = decoded.records()
			.stream()
			.filter((record) -> record.keepUntil() >= this.clock.millis())
			.toList();
		List<VariantRecord> elsewhere = useful.stream().filter((record) -> record.place() != 0).toList();
		if (elsewhere.isEmpty()) {
			return CompletableFuture.completedFuture(pair(useful, (record) -> first));
		}
		byte[][] names = new byte[elsewhere.size() + 1][];
		names[0] = index;
		for (int i = 0; i < elsewhere.size(); i++) {
			names[i + 1] = RedisKeys.body(index, elsewhere.get(i).place());
		}
		return redis.commands().mget(names).toCompletableFuture().thenApply((values) -> {
			VariantIndex now = decodeAgain(value(values, 0));
			return pair(useful, (record) -> {
				int at = elsewhere.indexOf(record);
				// Another variant may have taken the place meanwhile
				return (at < 0) ? first : (now != null && now.holds(record)) ? value(values, at + 1) : null;
			});
		});
	}

	private static @Nullable VariantIndex decodeAgain(byte @Nullable [] bytes) {
		try {
			return (bytes != null) ? VariantIndex.decode(bytes) : null;
		}
		catch (CorruptEntryException ex) {
			return null;
		}
	}

	private static List<WithBody> pair(List<VariantRecord> records, Bodies bodies) {
		List<WithBody> pairs = new ArrayList<>(records.size());
		for (VariantRecord record : records) {
			byte[] body = bodies.of(record);
			if (body != null) {
				pairs.add(new WithBody(record, body));
			}
		}
		return pairs;
	}

	static byte @Nullable [] value(List<KeyValue<byte[], byte[]>> values, int at) {
		KeyValue<byte[], byte[]> value = values.get(at);
		return value.hasValue() ? value.getValue() : null;
	}

	/** Decodes a variant. */
	StoredResponse decode(VariantRecord record, byte[] body, byte[] index) throws CorruptEntryException {
		if (body.length != record.bodyLength()) {
			throw new CorruptEntryException("wrong body length");
		}
		StoredResponse response = StoredResponseCodec.decode(
				this.codec.decode(record.metadata(), ValueCodec.Part.METADATA, index),
				this.codec.decode(body, ValueCodec.Part.BODY, index));
		if (VariantRecord.stamp(response) != record.stamp()) {
			throw new CorruptEntryException("wrong checksum of the body");
		}
		return response;
	}

	private interface Bodies {

		byte @Nullable [] of(VariantRecord record);

	}

	private record WithBody(VariantRecord record, byte[] body) {

	}

	/**
	 * Values.
	 *
	 * @param own those of the keys that were asked for
	 * @param state the state of the marks
	 */
	record Values(List<KeyValue<byte[], byte[]>> own, byte @Nullable [] state) {

		byte @Nullable [] get(int at) {
			return value(this.own, at);
		}

	}

	/**
	 * What one round trip brought.
	 *
	 * @param values the values
	 * @param marks marks that include all that were left before
	 */
	record Read(Values values, Marks marks) {

	}

	/** What of an index is valid under a ticket. */
	private final class Variants {

		private final CacheKey key;

		private final byte[] index;

		private final RedisTicket ticket;

		private final Marks marks;

		Variants(CacheKey key, byte[] index, RedisTicket ticket, Marks marks) {
			this.key = key;
			this.index = index;
			this.ticket = ticket;
			this.marks = marks;
		}

		StoreLookup read(List<WithBody> pairs) {
			List<StoredResponse> variants = new ArrayList<>(pairs.size());
			boolean corrupt = false;
			for (WithBody pair : pairs) {
				VariantRecord record = pair.record();
				try {
					StoredResponse response = decode(record, pair.body(), this.index);
					if (!this.marks.cover(record.sequence(), this.key.uri(), response)) {
						boolean expires = record.expiry() != this.ticket.generation().expiry()
								&& !response.facts().expired();
						variants.add((expires) ? response.asExpired() : response);
					}
				}
				catch (CorruptEntryException ex) {
					corrupt = true;
				}
			}
			return new RedisLookup(variants, this.ticket, corrupt);
		}

	}

}
