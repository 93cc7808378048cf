package io.httpcache.store.redis;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;

/**
 * The store that instances share: Redis, standalone, with Sentinel or as a cluster, by a
 * connection of Lettuce. An operation that Redis does not answer in time fails.
 */
public final class RedisStore implements HttpCacheStore {

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
	}

	@Override
	public StoreLookup find(CacheKey key) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The ticket that {@link #find} would give, in one round trip and without reading
	 * responses: what was found under an equal one is still valid.
	 * @param key the key
	 * @return the ticket, to come
	 */
	public CompletableFuture<StoreTicket> ticketAsync(CacheKey key) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Asks whether Redis answers.
	 * @return completed when it does
	 */
	public CompletableFuture<Void> ping() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void invalidate(String uri) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void expire(String uri) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void evict(EvictionScope scope) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public StoreStatistics statistics() {
		throw new UnsupportedOperationException();
	}

	@Override
	public String type() {
		return "redis";
	}

	@Override
	public void close() {
	}

}
