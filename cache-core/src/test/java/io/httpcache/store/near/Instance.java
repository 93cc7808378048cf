package io.httpcache.store.near;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.httpcache.store.CacheKey;
import io.httpcache.store.FaultyStore;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.ObservedStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoredResponse;

/**
 * One of several instances with a near cache each, in front of the same store.
 */
final class Instance {

	final FaultyStore faulty;

	final AtomicInteger reads = new AtomicInteger();

	final TestBus.Connection channel;

	final RecoveringStore recovering;

	final NearCacheStore store;

	Instance(HttpCacheStore shared, TestBus bus, Clock clock) {
		this(shared, bus, clock, Duration.ofSeconds(30));
	}

	Instance(HttpCacheStore shared, TestBus bus, Clock clock, Duration ttl) {
		this.faulty = new FaultyStore(shared);
		this.channel = bus.connect();
		this.recovering = new RecoveringStore(new ObservedStore(this.faulty, "shared", (tier, operation, result) -> {
			if (operation == StoreOperation.FIND) {
				this.reads.incrementAndGet();
			}
		}), Runnable::run);
		this.store = new NearCacheStore(this.recovering, new NearCacheStore.Settings(4 << 20, ttl), this.channel, clock,
				Runnable::run, Runnable::run);
	}

	boolean put(CacheKey key, StoredResponse response) {
		return this.store.put(key, this.store.find(key).ticket(), response, 16);
	}

	List<String> bodies(CacheKey key) {
		return Responses.bodies(this.store.find(key));
	}

	/** How often the shared store was read for a look-up. */
	int readsFor(CacheKey key) {
		int before = this.reads.get();
		this.store.find(key);
		return this.reads.get() - before;
	}

	void away() {
		this.faulty.failWith(() -> new IllegalStateException("away"));
		this.channel.refuse(true);
	}

	void back() {
		this.faulty.recover();
		this.channel.refuse(false);
	}

}
