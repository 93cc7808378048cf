package io.httpcache.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A store that fails on command, or answers only when told to.
 */
public final class FaultyStore implements HttpCacheStore {

	private final HttpCacheStore delegate;

	private volatile @Nullable Supplier<? extends Throwable> fault;

	private volatile @Nullable CompletableFuture<Void> gate;

	private volatile @Nullable CompletableFuture<Void> replies;

	public FaultyStore(HttpCacheStore delegate) {
		this.delegate = delegate;
	}

	/**
	 * Lets all that follows fail, the twins by a failed future.
	 * @param fault makes what is thrown, unchecked
	 */
	public void failWith(Supplier<? extends Throwable> fault) {
		this.fault = fault;
	}

	/** Lets all that follows wait until {@link #resume()}. */
	public void suspend() {
		this.gate = new CompletableFuture<>();
	}

	/**
	 * Lets the twins do what they are asked for, but not say so until {@link #resume()}.
	 */
	public void holdReplies() {
		this.replies = new CompletableFuture<>();
	}

	/** What holds the replies that are being held. */
	public CompletableFuture<Void> heldReplies() {
		CompletableFuture<Void> replies = this.replies;
		return (replies != null) ? replies : CompletableFuture.completedFuture(null);
	}

	/** Replies to what follows are not held; those that are stay so. */
	public void forgetReplies() {
		this.replies = null;
	}

	/** Ends waiting. */
	public void resume() {
		CompletableFuture<Void> gate = this.gate;
		this.gate = null;
		if (gate != null) {
			gate.complete(null);
		}
		CompletableFuture<Void> replies = this.replies;
		this.replies = null;
		if (replies != null) {
			replies.complete(null);
		}
	}

	/** Ends failing. */
	public void recover() {
		this.fault = null;
	}

	@Override
	public StoreLookup find(CacheKey key) {
		return answer(() -> this.delegate.find(key));
	}

	@Override
	public boolean put(CacheKey key, StoreTicket ticket, StoredResponse response, int maxVariants) {
		return answer(() -> this.delegate.put(key, ticket, response, maxVariants));
	}

	@Override
	public boolean freshen(CacheKey key, StoreTicket ticket, StoredResponse before, StoredResponse after) {
		return answer(() -> this.delegate.freshen(key, ticket, before, after));
	}

	@Override
	public void invalidate(String uri) {
		answer(() -> this.delegate.invalidate(uri));
	}

	@Override
	public void expire(String uri) {
		answer(() -> this.delegate.expire(uri));
	}

	@Override
	public void evict(EvictionScope scope) {
		answer(() -> this.delegate.evict(scope));
	}

	@Override
	public List<StoredEntry> entries(int limit) {
		return answer(() -> this.delegate.entries(limit));
	}

	@Override
	public StoreStatistics statistics() {
		return answer(this.delegate::statistics);
	}

	/** Never fails, as the contract says. */
	@Override
	public String type() {
		return this.delegate.type();
	}

	@Override
	public void close() {
		answer(this.delegate::close);
	}

	@Override
	public CompletableFuture<StoreLookup> findAsync(CacheKey key) {
		return answerAsync(() -> this.delegate.findAsync(key));
	}

	@Override
	public CompletableFuture<Boolean> putAsync(CacheKey key, StoreTicket ticket, StoredResponse response,
			int maxVariants) {
		return answerAsync(() -> this.delegate.putAsync(key, ticket, response, maxVariants));
	}

	@Override
	public CompletableFuture<Boolean> freshenAsync(CacheKey key, StoreTicket ticket, StoredResponse before,
			StoredResponse after) {
		return answerAsync(() -> this.delegate.freshenAsync(key, ticket, before, after));
	}

	@Override
	public CompletableFuture<Void> invalidateAsync(String uri) {
		return answerAsync(() -> this.delegate.invalidateAsync(uri));
	}

	@Override
	public CompletableFuture<Void> evictAsync(EvictionScope scope) {
		return answerAsync(() -> this.delegate.evictAsync(scope));
	}

	private void answer(Runnable call) {
		answer(() -> {
			call.run();
			return true;
		});
	}

	private <T> T answer(Supplier<T> call) {
		CompletableFuture<Void> gate = this.gate;
		if (gate != null) {
			gate.join();
		}
		Supplier<? extends Throwable> fault = this.fault;
		if (fault == null) {
			return call.get();
		}
		Throwable failure = fault.get();
		if (failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) failure;
	}

	private <T> CompletableFuture<T> answerAsync(Supplier<CompletableFuture<T>> call) {
		CompletableFuture<Void> gate = this.gate;
		CompletableFuture<Void> open = (gate != null) ? gate : CompletableFuture.completedFuture(null);
		return open.thenCompose((nothing) -> {
			Supplier<? extends Throwable> fault = this.fault;
			CompletableFuture<Void> replies = this.replies;
			CompletableFuture<T> reply = (fault != null) ? CompletableFuture.failedFuture(fault.get()) : call.get();
			return (replies != null) ? replies.thenCompose((released) -> reply) : reply;
		});
	}

}
