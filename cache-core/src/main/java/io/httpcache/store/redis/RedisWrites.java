package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.StoredResponseCodec;
import io.httpcache.store.redis.RedisLink.Connected;

/**
 * Stores, freshens and invalidates. Whether something may be stored is compared in Redis,
 * in the script that stores it.
 */
final class RedisWrites {

	/**
	 * How long a generation lives that nothing is stored under. Fetches that take longer
	 * are not stored: a generation that is gone equals none.
	 */
	static final long GENERATION_MILLIS = 600_000;

	private static final byte[] NOTHING = {};

	// Redis refuses times that overflow
	private static final long LONGEST_MILLIS = 10L * 365 * 86_400_000;

	private static final int MOST_PLACES = 255;

	private static final int ATTEMPTS = 3;

	private static final long STORED = 1;

	private static final long MARKS_CHANGED = 2;

	private final RedisKeys keys;

	private final MarkLog marks;

	private final Tokens tokens;

	private final ValueCodec codec;

	private final Clock clock;

	RedisWrites(RedisKeys keys, MarkLog marks, Tokens tokens, ValueCodec codec, Clock clock) {
		this.keys = keys;
		this.marks = marks;
		this.tokens = tokens;
		this.codec = codec;
		this.clock = clock;
	}

	CompletableFuture<Boolean> put(Connected redis, CacheKey key, RedisTicket ticket, StoredResponse response,
			int maxVariants) {
		return store(redis, new Storing(key, ticket, response, null, maxVariants), ATTEMPTS);
	}

	CompletableFuture<Boolean> freshen(Connected redis, CacheKey key, RedisTicket ticket, StoredResponse before,
			StoredResponse after) {
		return store(redis, new Storing(key, ticket, after, before, MOST_PLACES), ATTEMPTS);
	}

	private CompletableFuture<Boolean> store(Connected redis, Storing storing, int attempts) {
		Marks known = this.marks.present();
		RedisTicket ticket = storing.ticket();
		if (attempts == 0 || storing.isRefusedBy(known) || storing.response().keepUntil() < this.clock.millis()) {
			return CompletableFuture.completedFuture(false);
		}
		byte[] index = this.keys.index(storing.key());
		byte[] generation = this.keys.generationOf(index);
		byte[][] names = (redis.isCluster()) ? new byte[][] { generation, index }
				: new byte[][] { generation, index, this.keys.sequence() };
		CompletableFuture<Long> reply = Scripts.STORE.run(redis.commands(), ScriptOutputType.INTEGER, names,
				arguments(storing, index, ticket, known));
		if (redis.isCluster()) {
			// The marks are in another slot. What was stored under old ones is not found
			// under new ones, so that it is enough to look after the fact
			CompletableFuture<Marks> now = redis.commands()
				.mget(this.keys.sequence())
				.toCompletableFuture()
				.thenCompose((state) -> this.marks.catchUp(redis,
						Marks.State.read(state.get(0).getValueOrElse(NOTHING)), known));
			return reply.thenCombine(now, (result, marks) -> result == STORED && !storing.isRefusedBy(marks));
		}
		return reply.thenCompose((result) -> (result != MARKS_CHANGED)
				? CompletableFuture.completedFuture(result == STORED)
				: this.marks.catchUp(redis, null, known).thenCompose((marks) -> store(redis, storing, attempts - 1)));
	}

	private byte[][] arguments(Storing storing, byte[] index, RedisTicket ticket, Marks known) {
		StoredResponse response = storing.response();
		StoredResponse before = storing.before();
		long now = this.clock.millis();
		long keepUntil = Math.min(response.keepUntil(), now + LONGEST_MILLIS);
		byte[] body = (before == null) ? this.codec.encode(response.body(), ValueCodec.Part.BODY, index) : NOTHING;
		byte[] metadata = this.codec.encode(StoredResponseCodec.encodeMetadata(response), ValueCodec.Part.METADATA,
				index);
		long stamp = VariantRecord.stamp(response);
		VariantRecord record = new VariantRecord(VariantRecord.variant(response.method(), response.facts()), stamp, 0,
				ticket.generation().expiry(), known.sequence(), keepUntil, body.length, metadata);
		byte[] uri = this.codec.encode(storing.key().uri().getBytes(StandardCharsets.UTF_8), ValueCodec.Part.URI,
				index);
		byte[] head = response.method().equals("HEAD") ? NOTHING
				: VariantRecord.write(VariantRecord.variant("HEAD", response.facts()));
		return new byte[][] { ticket.generation().write(), known.state().write(),
				VariantIndex.header(ticket.generation().value(), known.epoch(), uri), VariantIndex.encode(record), head,
				(before != null) ? VariantRecord.write(VariantRecord.stamp(before)) : NOTHING,
				(before != null) ? VariantRecord.write(VariantRecord.variant(before.method(), before.facts()))
						: NOTHING,
				body, text(Math.min(storing.maxVariants(), MOST_PLACES)), text(now), text(keepUntil) };
	}

	CompletableFuture<Void> invalidate(Connected redis, String uri) {
		byte[] key = this.keys.generation(uri);
		CompletableFuture<?> reply = redis.commands()
			.psetex(key, GENERATION_MILLIS, this.tokens.generation().write())
			.toCompletableFuture();
		return done(redis, reply, key);
	}

	CompletableFuture<Void> expire(Connected redis, String uri) {
		byte[] key = this.keys.generation(uri);
		CompletableFuture<Long> reply = Scripts.EXPIRE.run(redis.commands(), ScriptOutputType.INTEGER,
				new byte[][] { key }, this.tokens.generation().write(), text(GENERATION_MILLIS),
				this.tokens.nextDigits().getBytes(StandardCharsets.US_ASCII));
		return done(redis, reply, key);
	}

	CompletableFuture<Void> evict(Connected redis, EvictionScope scope) {
		return done(redis, this.marks.append(redis, scope), this.keys.sequence(), this.keys.marks());
	}

	/**
	 * What a reply comes to. Redis with a full memory still deletes, and what must be
	 * equal to something is invalid without it.
	 */
	private static CompletableFuture<Void> done(Connected redis, CompletableFuture<?> reply, byte[]... keys) {
		CompletableFuture<?> done = reply.<Object>thenApply((ok) -> keys).exceptionallyCompose((failure) -> {
			Throwable cause = RedisLink.cause(failure);
			return (cause instanceof RedisCommandExecutionException
					&& String.valueOf(cause.getMessage()).contains("OOM command not allowed"))
							? redis.commands().unlink(keys).toCompletableFuture().thenApply((count) -> keys)
							: CompletableFuture.failedFuture(cause);
		});
		return done.thenAccept((ok) -> {
		});
	}

	static byte[] text(long number) {
		return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * What is to be stored.
	 *
	 * @param key its key
	 * @param ticket the ticket from before the fetch
	 * @param response the response
	 * @param before the variant to be freshened, or {@code null}
	 * @param maxVariants how many variants the key may have
	 */
	private record Storing(CacheKey key, RedisTicket ticket, StoredResponse response, @Nullable StoredResponse before,
			int maxVariants) {

		boolean isRefusedBy(Marks marks) {
			return marks.epoch() != this.ticket.marks().epoch()
					|| marks.cover(this.ticket.marks().sequence(), this.key.uri(), this.response);
		}

	}

}
