package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

import io.httpcache.store.EvictionScope;
import io.httpcache.store.redis.RedisLink.Connected;

/**
 * This JVM's copy of the marks in Redis. Their state is read with every look-up, the
 * marks themselves only when it has changed. Safe for use by several threads.
 *
 * <p>
 * The state never goes back, so one that does is a sign that a failover lost marks. Then
 * a new epoch begins, in which nothing stored before is valid.
 */
final class MarkLog {

	/** How many scopes are remembered, before the older half is forgotten. */
	static final int CAPACITY = 1024;

	private static final byte[] NOTHING = {};

	private final byte[][] keys;

	private final Tokens tokens;

	private volatile Marks present = Marks.UNKNOWN;

	MarkLog(RedisKeys keys, Tokens tokens) {
		this.keys = new byte[][] { keys.sequence(), keys.marks() };
		this.tokens = tokens;
	}

	/** What is known. To be asked before the state is read from Redis. */
	Marks present() {
		return this.present;
	}

	/**
	 * The marks for a state that Redis gave.
	 * @param redis the connection
	 * @param state the state or {@code null} for none
	 * @param known what was known before Redis was asked
	 * @return marks up to that state or a later one, to come
	 */
	CompletableFuture<Marks> catchUp(Connected redis, Marks.@Nullable State state, Marks known) {
		if (known.state().equals(state)) {
			return CompletableFuture.completedFuture(known);
		}
		boolean lost = state != null && state.isBefore(known.state());
		return fetch(redis, known, (lost) ? state : null);
	}

	private CompletableFuture<Marks> fetch(Connected redis, Marks known, Marks.@Nullable State distrusted) {
		CompletableFuture<List<Object>> reply = Scripts.MARKS.run(redis.commands(), ScriptOutputType.MULTI, this.keys,
				epoch(), (distrusted != null) ? distrusted.write() : NOTHING);
		return reply.thenCompose((parts) -> {
			Marks.State state = Marks.State.read((byte[]) parts.get(0));
			if (state == null) {
				return CompletableFuture.failedFuture(new IllegalStateException("Redis gave no state of the marks"));
			}
			if (state.isBefore(known.state()) && distrusted == null) {
				return fetch(redis, known, state);
			}
			return CompletableFuture.completedFuture(accept(new Marks(state, numbers((List<?>) parts.get(1)))));
		});
	}

	private static Map<String, Long> numbers(List<?> fields) {
		Map<String, Long> numbers = new HashMap<>();
		for (int i = 0; i + 1 < fields.size(); i += 2) {
			String field = new String((byte[]) fields.get(i), StandardCharsets.UTF_8);
			if (!field.equals(Marks.STATE)) {
				numbers.put(field, number((byte[]) fields.get(i + 1)));
			}
		}
		return numbers;
	}

	// What cannot be read is taken for newer than everything
	private static long number(byte[] digits) {
		try {
			return Long.parseLong(new String(digits, StandardCharsets.ISO_8859_1));
		}
		catch (NumberFormatException ex) {
			return Long.MAX_VALUE;
		}
	}

	/** Leaves a mark. */
	CompletableFuture<Void> append(Connected redis, EvictionScope scope) {
		String field = Marks.field(scope);
		Marks known = this.present;
		CompletableFuture<byte[]> reply = Scripts.MARK.run(redis.commands(), ScriptOutputType.VALUE, this.keys, epoch(),
				field.getBytes(StandardCharsets.UTF_8), Integer.toString(CAPACITY).getBytes(StandardCharsets.UTF_8));
		return reply.thenAccept((bytes) -> {
			Marks.State state = Marks.State.read(bytes);
			if (state != null && state.epoch() == known.epoch() && state.sequence() == known.sequence() + 1) {
				accept(known.plus(field, state));
			}
		});
	}

	private byte[] epoch() {
		return this.tokens.nextDigits().getBytes(StandardCharsets.ISO_8859_1);
	}

	// Replies may be looked at in another order than they came
	private synchronized Marks accept(Marks marks) {
		if (!marks.state().isBefore(this.present.state())) {
			this.present = marks;
		}
		return marks;
	}

}
