package io.httpcache.client.blocking;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.Gate;

/**
 * A store that holds one look-up after it has looked.
 */
final class LookUpGateStore implements HttpCacheStore {

	private final HttpCacheStore delegate;

	private final AtomicReference<Gate> gate = new AtomicReference<>();

	LookUpGateStore(Clock clock) {
		this.delegate = new CaffeineStore(1 << 20, clock, Runnable::run);
	}

	void holdNext(Gate gate) {
		this.gate.set(gate);
	}

	@Override
	public StoreLookup find(CacheKey key) {
		StoreLookup found = this.delegate.find(key);
		Gate gate = this.gate.getAndSet(null);
		if (gate != null) {
			gate.pass();
		}
		return found;
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return this.delegate.put(key, ticket, response, maxVariants);
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return this.delegate.freshen(key, ticket, before, after);
	}

	@Override
	public void invalidate(String uri) {
		this.delegate.invalidate(uri);
	}

	@Override
	public void expire(String uri) {
		this.delegate.expire(uri);
	}

	@Override
	public void evict(EvictionScope scope) {
		this.delegate.evict(scope);
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		return this.delegate.entries(limit);
	}

	@Override
	public StoreStatistics statistics() {
		return this.delegate.statistics();
	}

	@Override
	public void close() {
		this.delegate.close();
	}

}
