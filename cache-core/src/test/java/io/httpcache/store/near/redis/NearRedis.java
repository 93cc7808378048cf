package io.httpcache.store.near.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.near.NearCacheStore;
import io.httpcache.store.near.RecoveringStore;
import io.httpcache.store.near.StoreBackground;
import io.httpcache.store.redis.RedisStore;
import io.httpcache.store.redis.RedisStoreSettings;

/**
 * A near cache in front of a real Redis, for tests: it waits longer than an application
 * does, and beats as one.
 */
public final class NearRedis implements AutoCloseable {

	private static final String PREFIX = "test:";

	public final NearCacheStore store;

	public final RecoveringStore recovering;

	private final StoreBackground background = new StoreBackground("httpcache-near-test");

	public NearRedis(LettuceConnectionFactory factory, Clock clock) {
		this(factory, clock, Duration.ofSeconds(10));
	}

	NearRedis(LettuceConnectionFactory factory, Clock clock, Duration timeout) {
		RedisStore redis = new RedisStore(factory, new RedisStoreSettings(PREFIX, timeout), clock,
				ForkJoinPool.commonPool());
		this.recovering = new RecoveringStore(redis, this.background);
		this.store = new NearCacheStore(this.recovering, new NearCacheStore.Settings(4 << 20, Duration.ofSeconds(30)),
				new RedisCoherenceChannel(factory, PREFIX + "near", Duration.ofSeconds(2)), clock, Runnable::run,
				this.background);
		this.background.every(NearCacheStore.PERIOD, this.store::beat);
		this.background.every(RecoveringStore.PERIOD, this.recovering::recover);
	}

	@Override
	public void close() {
		this.store.close();
		this.background.close();
	}

}
