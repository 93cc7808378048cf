package io.httpcache.store.redis;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.FetchLeases;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;

/**
 * The store that instances share: Redis 6.2 or newer, standalone, with Sentinel or as a
 * cluster, by a connection of Lettuce. An operation that Redis does not answer in time
 * fails. Safe for use by several threads.
 *
 * <p>
 * Keys of one URI are in one slot: its generation, and for each partition an index of
 * variants and their bodies. What was stored under another generation, or before an
 * eviction that concerns it, is not found; no order is taken from any clock.
 */
public final class RedisStore implements HttpCacheStore {

	private final RedisLink link;

	private final RedisReads reads;

	private final RedisWrites writes;

	private final RedisScan scan;

	private final Executor executor;

	private final @Nullable RedisLeases leases;

	private final AtomicBoolean tidying = new AtomicBoolean();

	private volatile boolean closed;

	/**
	 * A store. Begins to connect in the background; neither blocks nor fails when Redis
	 * is away.
	 * @param connectionFactory the application's own, of Lettuce
	 * @param settings its settings
	 * @param clock tells when an entry is of no more use; the clock of the cache
	 * @param executor connects, and removes what was evicted; may reject
	 */
	public RedisStore(RedisConnectionFactory connectionFactory, RedisStoreSettings settings, Clock clock,
			Executor executor) {
		RedisKeys keys = new RedisKeys(settings.keyPrefix());
		Tokens tokens = new Tokens();
		ValueCodec codec = settings.codec(tokens);
		this.executor = executor;
		this.link = new RedisLink(connectionFactory, executor, settings.timeout());
		MarkLog marks = new MarkLog(keys, tokens);
		this.reads = new RedisReads(keys, marks, tokens, codec, clock);
		this.writes = new RedisWrites(keys, marks, tokens, codec, clock);
		this.scan = new RedisScan(this.link, keys, this.reads, codec, clock);
		this.leases = settings.lease().isZero() ? null
				: new RedisLeases(this.link, keys, tokens, settings.lease().toMillis(), connectionFactory, executor);
		this.link.connection();
	}

	@Override
	public StoreLookup find(CacheKey key) {
		return (this.closed) ? StoreLookup.UNAVAILABLE : this.link.call((redis) -> this.reads.find(redis, key));
	}

	@Override
	public CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		return (this.closed) ? CompletableFuture.completedFuture(StoreLookup.UNAVAILABLE)
				: this.link.send((redis) -> this.reads.find(redis, key));
	}

	/**
	 * The ticket that {@link #find} would give, in one round trip and without reading
	 * responses: what was found under an equal one is still valid.
	 * @param key the key
	 * @return the ticket, to come
	 */
	public CompletableFuture<StoreTicket> ticketAsync(CacheKey key) {
		return this.link.send((redis) -> this.reads.ticket(redis, key));
	}

	/**
	 * Asks whether Redis answers.
	 * @return completed when it does
	 */
	public CompletableFuture<Void> ping() {
		return this.link.send((redis) -> redis.commands().ping().toCompletableFuture()).thenAccept((pong) -> {
		});
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return isTicket(ticket)
				&& this.link.call((redis) -> this.writes.put(redis, key, (RedisTicket) ticket, response, maxVariants));
	}

	@Override
	public CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		return (!isTicket(ticket)) ? CompletableFuture.completedFuture(false)
				: this.link.send((redis) -> this.writes.put(redis, key, (RedisTicket) ticket, response, maxVariants));
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return isTicket(ticket)
				&& this.link.call((redis) -> this.writes.freshen(redis, key, (RedisTicket) ticket, before, after));
	}

	@Override
	public CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return (!isTicket(ticket)) ? CompletableFuture.completedFuture(false)
				: this.link.send((redis) -> this.writes.freshen(redis, key, (RedisTicket) ticket, before, after));
	}

	private boolean isTicket(StoreTicket ticket) {
		return ticket instanceof RedisTicket && !this.closed;
	}

	@Override
	public void invalidate(String uri) {
		this.link.call((redis) -> this.writes.invalidate(redis, uri));
	}

	@Override
	public CompletableFuture<Void> invalidateAsync(String uri) {
		return this.link.send((redis) -> this.writes.invalidate(redis, uri));
	}

	@Override
	public void expire(String uri) {
		this.link.call((redis) -> this.writes.expire(redis, uri));
	}

	@Override
	public void evict(EvictionScope scope) {
		this.link.call((redis) -> this.writes.evict(redis, scope));
		tidyLater();
	}

	@Override
	public CompletableFuture<Void> evictAsync(EvictionScope scope) {
		return this.link.send((redis) -> this.writes.evict(redis, scope)).thenRun(this::tidyLater);
	}

	private void tidyLater() {
		if (!this.closed && this.tidying.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::tidy);
			}
			catch (RejectedExecutionException ex) {
				this.tidying.set(false);
			}
		}
	}

	private void tidy() {
		try {
			this.scan.tidy();
		}
		catch (RuntimeException ex) {
			// What is left behind is not found, and expires
		}
		finally {
			this.tidying.set(false);
		}
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		return (this.closed) ? List.of() : this.scan.entries(limit);
	}

	/**
	 * Figures of what is stored under the prefix. In a large database they are estimated
	 * from a part of it; what it may hold and what it evicted are figures of the whole
	 * server.
	 */
	@Override
	public StoreStatistics statistics() {
		try {
			return this.scan.statistics();
		}
		catch (RuntimeException ex) {
			return new StoreStatistics(type(), -1, -1, -1, 0, false);
		}
	}

	@Override
	public String type() {
		return "redis";
	}

	@Override
	public FetchLeases leases() {
		RedisLeases leases = this.leases;
		return (leases == null || this.closed) ? FetchLeases.NONE : leases;
	}

	@Override
	public void close() {
		this.closed = true;
		if (this.leases != null) {
			this.leases.close();
		}
		this.link.close();
	}

}
