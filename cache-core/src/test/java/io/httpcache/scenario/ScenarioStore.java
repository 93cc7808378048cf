package io.httpcache.scenario;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.store.near.NearCacheStore;
import io.httpcache.store.near.RecoveringStore;
import io.httpcache.store.near.StoreBackground;
import io.httpcache.store.near.redis.RedisCoherenceChannel;
import io.httpcache.store.redis.RedisStore;
import io.httpcache.store.redis.RedisStoreSettings;
import io.httpcache.test.redis.RedisServers;

/**
 * A kind of store to play scenarios with.
 *
 * @param name the name in the test report
 * @param opener opens an empty store; closed after the scenario
 */
record ScenarioStore(String name, Function<Clock, HttpCacheStore> opener) {

	static final ScenarioStore CAFFEINE = new ScenarioStore("Caffeine",
			(clock) -> new CaffeineStore(16 << 20, clock, Runnable::run));

	/** Each store has keys of its own in the server of this JVM. */
	static final ScenarioStore REDIS = new ScenarioStore("Redis", (clock) -> new RedisStore(RedisConnection.FACTORY,
			new RedisStoreSettings("scenario" + RedisConnection.STORES.incrementAndGet() + ":", Duration.ofSeconds(10)),
			clock, ForkJoinPool.commonPool()));

	/**
	 * Real Redis, real messages; nobody beats, so whenever time passes all is checked.
	 */
	static final ScenarioStore REDIS_NEAR = new ScenarioStore("Redis with a near cache", (clock) -> {
		String prefix = "scenario" + RedisConnection.STORES.incrementAndGet() + ":";
		RedisStore redis = new RedisStore(RedisConnection.FACTORY,
				new RedisStoreSettings(prefix, Duration.ofSeconds(10)), clock, ForkJoinPool.commonPool());
		return new NearCacheStore(new RecoveringStore(redis, RedisConnection.BACKGROUND),
				new NearCacheStore.Settings(16 << 20, Duration.ofSeconds(30)),
				new RedisCoherenceChannel(RedisConnection.FACTORY, prefix + "near", Duration.ofSeconds(10)), clock,
				Runnable::run, RedisConnection.BACKGROUND);
	});

	HttpCacheStore open(Clock clock) {
		return this.opener.apply(clock);
	}

	private static final class RedisConnection {

		static final AtomicInteger STORES = new AtomicInteger();

		static final StoreBackground BACKGROUND = new StoreBackground("httpcache-scenario");

		static final LettuceConnectionFactory FACTORY = RedisServers.connect(RedisServers.shared());

	}

}
