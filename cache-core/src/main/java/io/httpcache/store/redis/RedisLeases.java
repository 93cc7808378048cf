package io.httpcache.store.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.FetchLease;
import io.httpcache.store.FetchLease.Ending;
import io.httpcache.store.FetchLeases;
import io.httpcache.store.StoreTicket;

/**
 * Leases in Redis: a key with a token of its owner, which expires. Who waits is woken by
 * a message; a message that is lost, or an owner that dies, costs the rest of the lease.
 * Without a subscription there are no leases. Safe for use by several threads.
 */
final class RedisLeases implements FetchLeases, AutoCloseable {

	private static final long ACQUIRED = -2;

	private static final long STORED_SINCE = -1;

	private final RedisLink link;

	private final RedisKeys keys;

	private final Tokens tokens;

	private final byte[] millis;

	// By the key of the lease; wrapped, because arrays have no equality
	private final ConcurrentHashMap<ByteBuffer, Set<CompletableFuture<Ending>>> waiting = new ConcurrentHashMap<>();

	private final LeaseMessages messages;

	private volatile boolean closed;

	/**
	 * Leases; begins to listen as soon as there is a connection.
	 * @param link the way to Redis
	 * @param keys names of keys
	 * @param tokens tokens of owners
	 * @param millis how long a lease lasts
	 * @param factory makes the connection to listen on
	 * @param executor makes it; may reject
	 */
	RedisLeases(RedisLink link, RedisKeys keys, Tokens tokens, long millis, RedisConnectionFactory factory,
			Executor executor) {
		this.link = link;
		this.keys = keys;
		this.tokens = tokens;
		this.millis = RedisWrites.text(millis);
		this.messages = new LeaseMessages(link, keys.leases(), this::heard, factory, executor);
	}

	@Override
	public CompletableFuture<FetchLease> acquire(CacheKey key, StoreTicket ticket, String method,
			List<String> selecting) {
		if (this.closed || !(ticket.unwrapped() instanceof RedisTicket seen)) {
			return CompletableFuture.completedFuture(FetchLease.FREE);
		}
		return this.messages.listening()
			.thenCompose((heard) -> heard ? acquire(key, seen, method, selecting)
					: CompletableFuture.completedFuture(FetchLease.FREE));
	}

	private CompletableFuture<FetchLease> acquire(CacheKey key, RedisTicket seen, String method,
			List<String> selecting) {
		byte[] index = this.keys.index(key);
		byte[] lease = RedisKeys.lease(index, seen.generation().value(),
				VariantRecord.digest(method, List.of(selecting)));
		byte[] token = this.tokens.nextDigits().getBytes(StandardCharsets.US_ASCII);
		// Before Redis is asked, so that no message comes too early
		CompletableFuture<Ending> ending = await(lease);
		CompletableFuture<Long> reply = this.link.send((redis) -> Scripts.ACQUIRE.run(redis.commands(),
				ScriptOutputType.INTEGER, new byte[][] { lease, index }, token, this.millis, seen.seen()));
		return reply.handle((result, failure) -> {
			if (failure != null) {
				ending.complete(Ending.NOTHING);
				return FetchLease.FREE;
			}
			if (result == ACQUIRED) {
				ending.complete(Ending.NOTHING);
				return new Held(lease, token);
			}
			if (result == STORED_SINCE) {
				ending.complete(Ending.STORED);
			}
			else {
				// A lease that ended unheard may still have brought something
				ending.completeOnTimeout(Ending.STORED, result, TimeUnit.MILLISECONDS);
			}
			return new Elsewhere(ending);
		});
	}

	private CompletableFuture<Ending> await(byte[] lease) {
		ByteBuffer name = ByteBuffer.wrap(lease);
		CompletableFuture<Ending> ending = new CompletableFuture<>();
		this.waiting.compute(name, (same, present) -> {
			Set<CompletableFuture<Ending>> all = (present != null) ? present : ConcurrentHashMap.newKeySet();
			all.add(ending);
			return all;
		});
		ending.whenComplete((how, failure) -> this.waiting.computeIfPresent(name, (same, present) -> {
			present.remove(ending);
			return present.isEmpty() ? null : present;
		}));
		return ending;
	}

	/** How many wait, for tests. */
	int waiting() {
		return this.waiting.size();
	}

	@Override
	public void close() {
		this.closed = true;
		this.messages.close();
	}

	/** A lease was given back. */
	private void heard(byte[] message) {
		if (message.length > 1 && message[0] >= '0' && message[0] - '0' < Ending.values().length) {
			Set<CompletableFuture<Ending>> all = this.waiting
				.get(ByteBuffer.wrap(Arrays.copyOfRange(message, 1, message.length)));
			if (all != null) {
				Ending ending = Ending.values()[message[0] - '0'];
				all.forEach((each) -> each.complete(ending));
			}
		}
	}

	/** Of this instance. */
	private final class Held implements FetchLease {

		private final byte[] lease;

		private final byte[] token;

		Held(byte[] lease, byte[] token) {
			this.lease = lease;
			this.token = token;
		}

		@Override
		public @Nullable CompletableFuture<Ending> elsewhere() {
			return null;
		}

		@Override
		public void release(Ending ending) {
			byte[] message = new byte[this.lease.length + 1];
			message[0] = (byte) ('0' + ending.ordinal());
			System.arraycopy(this.lease, 0, message, 1, this.lease.length);
			RedisLeases.this.link.send((redis) -> Scripts.RELEASE.<Long>run(redis.commands(), ScriptOutputType.INTEGER,
					new byte[][] { this.lease }, this.token, RedisLeases.this.keys.leases(), message));
		}

	}

	/**
	 * Of another instance.
	 *
	 * @param elsewhere how it ends
	 */
	private record Elsewhere(CompletableFuture<Ending> elsewhere) implements FetchLease {

		@Override
		public void release(Ending ending) {
		}

	}

}
