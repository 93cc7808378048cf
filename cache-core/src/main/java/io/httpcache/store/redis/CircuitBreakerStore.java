package io.httpcache.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.lettuce.core.RedisCommandExecutionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.FetchLeases;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.LostInvalidationListener;
import io.httpcache.store.StoreInvalidation;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;

/**
 * Stops asking a {@link RedisStore} that does not answer, so that calls lose microseconds
 * rather than a timeout each. While it is away every operation fails at once; now and
 * then one of them has Redis asked in the background whether it is back, for which nobody
 * waits. Invalidations that may not have been done are told to a listener.
 *
 * <p>
 * An error that Redis <em>answers</em> with, such as {@code OOM}, fails the operation but
 * says nothing against the next: with a full memory hits still work. Safe for use by
 * several threads.
 */
public final class CircuitBreakerStore implements HttpCacheStore {

	private static final Log logger = LogFactory.getLog(CircuitBreakerStore.class);

	private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final RedisStore delegate;

	private final CircuitBreaker breaker;

	private final LostInvalidationListener lost;

	private final StoreAwayException away = new StoreAwayException(
			"Redis did not answer lately and is not asked until it does");

	private final AtomicLong lastProbe = new AtomicLong();

	/**
	 * Wraps a store.
	 * @param delegate the store
	 * @param lost hears of invalidations that may not have been done
	 */
	public CircuitBreakerStore(RedisStore delegate, LostInvalidationListener lost) {
		this(delegate, lost, CircuitBreaker.of("httpcache", configuration()));
	}

	/**
	 * Wraps a store.
	 * @param delegate the store
	 * @param lost hears of invalidations that may not have been done
	 * @param breaker a breaker that only this store uses, and closes again by itself
	 */
	CircuitBreakerStore(RedisStore delegate, LostInvalidationListener lost, CircuitBreaker breaker) {
		this.delegate = delegate;
		this.lost = lost;
		this.breaker = breaker;
		breaker.getEventPublisher().onStateTransition((event) -> {
			if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
				logger.warn("Redis does not answer; the HTTP cache goes on without it until it does");
			}
			else {
				logger.info("Redis answers again; the HTTP cache uses it");
			}
		});
	}

	/** Opens after some failures in a row, and stays so until a probe succeeds. */
	private static CircuitBreakerConfig configuration() {
		return CircuitBreakerConfig.custom()
			.slidingWindowType(SlidingWindowType.COUNT_BASED)
			.slidingWindowSize(10)
			.minimumNumberOfCalls(5)
			.failureRateThreshold(50)
			.waitDurationInOpenState(Duration.ofDays(3650))
			.ignoreExceptions(RedisCommandExecutionException.class)
			.writableStackTraceEnabled(false)
			.build();
	}

	/**
	 * Whether the store is being asked.
	 * @return {@code false} after failures, until Redis answers again
	 */
	public boolean isAvailable() {
		return this.breaker.getState() != CircuitBreaker.State.OPEN;
	}

	/**
	 * Asks whether Redis is back, unless that was done a moment ago. Neither blocks nor
	 * waits.
	 */
	public void probe() {
		long now = System.nanoTime();
		long last = this.lastProbe.get();
		if (now - last >= PROBE_NANOS && this.lastProbe.compareAndSet(last, now)) {
			this.delegate.ping().thenRun(this.breaker::transitionToClosedState);
		}
	}

	@Override
	public StoreLookup find(CacheKey key) {
		return call(() -> this.delegate.find(key));
	}

	@Override
	public CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		return send(() -> this.delegate.findAsync(key));
	}

	/**
	 * The twin of {@link RedisStore#ticketAsync} that is not asked of a dead Redis.
	 * @param key the key
	 * @return the ticket, to come
	 */
	public CompletableFuture<StoreTicket> ticketAsync(CacheKey key) {
		return send(() -> this.delegate.ticketAsync(key));
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return call(() -> this.delegate.put(key, ticket, response, maxVariants));
	}

	@Override
	public CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		return send(() -> this.delegate.putAsync(key, ticket, response, maxVariants));
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return call(() -> this.delegate.freshen(key, ticket, before, after));
	}

	@Override
	public CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return send(() -> this.delegate.freshenAsync(key, ticket, before, after));
	}

	@Override
	public void invalidate(String uri) {
		invalidate(new StoreInvalidation.Uri(uri));
	}

	@Override
	public CompletableFuture<Void> invalidateAsync(String uri) {
		return send(() -> this.delegate.invalidateAsync(uri))
			.whenComplete((done, failure) -> tellIfLost(failure, new StoreInvalidation.Uri(uri)));
	}

	@Override
	public void expire(String uri) {
		invalidate(new StoreInvalidation.Expiry(uri));
	}

	@Override
	public void evict(EvictionScope scope) {
		invalidate(new StoreInvalidation.Scope(scope));
	}

	@Override
	public CompletableFuture<Void> evictAsync(EvictionScope scope) {
		return send(() -> this.delegate.evictAsync(scope))
			.whenComplete((done, failure) -> tellIfLost(failure, new StoreInvalidation.Scope(scope)));
	}

	private void invalidate(StoreInvalidation invalidation) {
		try {
			call(() -> {
				invalidation.applyTo(this.delegate);
				return true;
			});
		}
		catch (RuntimeException ex) {
			this.lost.lost(invalidation);
			throw ex;
		}
	}

	private void tellIfLost(@Nullable Throwable failure, StoreInvalidation invalidation) {
		if (failure != null) {
			this.lost.lost(invalidation);
		}
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		return call(() -> this.delegate.entries(limit));
	}

	@Override
	public StoreStatistics statistics() {
		if (!isAvailable()) {
			probe();
			return new StoreStatistics(type(), -1, -1, -1, 0, false);
		}
		return this.delegate.statistics();
	}

	@Override
	public String type() {
		return this.delegate.type();
	}

	@Override
	public FetchLeases leases() {
		return isAvailable() ? this.delegate.leases() : FetchLeases.NONE;
	}

	@Override
	public void close() {
		this.delegate.close();
	}

	private <T> T call(Supplier<T> operation) {
		long started = begin();
		try {
			T result = operation.get();
			this.breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
			return result;
		}
		catch (RuntimeException ex) {
			this.breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, ex);
			throw ex;
		}
	}

	private <T> CompletableFuture<T> send(Supplier<CompletableFuture<T>> operation) {
		long started;
		try {
			started = begin();
		}
		catch (StoreAwayException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return operation.get().whenComplete((value, failure) -> {
			if (failure == null) {
				this.breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
			}
			else {
				this.breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, RedisLink.cause(failure));
			}
		});
	}

	private long begin() {
		if (!this.breaker.tryAcquirePermission()) {
			probe();
			throw this.away;
		}
		return System.nanoTime();
	}

}
