package io.httpcache.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.httpcache.CacheReason;
import io.httpcache.engine.Invalidation;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

/**
 * What one exchange changes in the store: it stores, freshens and invalidates. Used by
 * one thread at a time.
 */
public final class StoreWrites {

	private static final CompletableFuture<Void> NOTHING_TO_DO = CompletableFuture.completedFuture(null);

	private final CacheExchange exchange;

	StoreWrites(CacheExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * The stored form of a whole response.
	 * @param decision the decision to store
	 * @param status the status
	 * @param body the whole body
	 * @return the response to store
	 */
	public StoredResponse toStore(ResponseDecision.Store decision, int status, byte[] body) {
		Set<String> tags = this.exchange.route.tags();
		if (!this.exchange.request.options().tags().isEmpty() || !decision.groups().isEmpty()) {
			tags = new HashSet<>(tags);
			tags.addAll(this.exchange.request.options().tags());
			tags.addAll(decision.groups());
		}
		StoredResponse stored = new StoredResponse(this.exchange.request.method(), status, decision.fields(), body,
				decision.facts(), decision.keepUntil(), this.exchange.route.name(), tags);
		this.exchange.answeredWith(stored);
		return stored;
	}

	/**
	 * Stores a response and gives it to those who wait.
	 * @param response the response
	 * @return whether it was stored
	 */
	public boolean store(StoredResponse response) {
		boolean stored = this.exchange.cache.store.put(this.exchange.key(), this.exchange.lookup().ticket(), response,
				this.exchange.route.maxVariants());
		landed(response, stored);
		return stored;
	}

	/**
	 * Stores a response without blocking and gives it to those who wait.
	 * @param response the response
	 * @return whether it was stored, to come
	 */
	public CompletableFuture<Boolean> storeAsync(StoredResponse response) {
		return this.exchange.cache.store
			.putAsync(this.exchange.key(), this.exchange.lookup().ticket(), response, this.exchange.route.maxVariants())
			.whenComplete((stored, failure) -> landed(response, Boolean.TRUE.equals(stored)));
	}

	/**
	 * Why a response that was to be stored is not.
	 * @return an invalidation after the fetch began, unless the store is in trouble
	 */
	public CacheReason refusal() {
		return (this.exchange.lookup().ticket().unwrapped() == StoreTicket.UNAVAILABLE
				|| !this.exchange.cache.store.isAvailable()) ? CacheReason.STORE : CacheReason.INVALIDATED;
	}

	/**
	 * The stored form of a confirmed response.
	 * @param decision the decision to freshen
	 * @return the response with its fields updated
	 */
	public StoredResponse freshened(ResponseDecision.Freshen decision) {
		return ((StoredResponse) decision.before()).freshened(decision.fields(), decision.facts(),
				decision.keepUntil());
	}

	/**
	 * Writes the update of a confirmed response and gives it to those who wait.
	 * @param decision the decision to freshen
	 * @param after the updated response
	 * @return whether it was stored
	 */
	public boolean freshen(ResponseDecision.Freshen decision, StoredResponse after) {
		StoredResponse before = (StoredResponse) decision.before();
		boolean stored = decision.update() && (isSelectedAlike(before, after)
				? this.exchange.cache.store.freshen(this.exchange.key(), this.exchange.lookup().ticket(), before, after)
				: this.exchange.cache.store.put(this.exchange.key(), this.exchange.lookup().ticket(), after,
						this.exchange.route.maxVariants()));
		confirmed(after, stored);
		return stored;
	}

	/**
	 * Writes the update of a confirmed response without blocking and gives it to those
	 * who wait.
	 * @param decision the decision to freshen
	 * @param after the updated response
	 * @return whether it was stored, to come
	 */
	public CompletableFuture<Boolean> freshenAsync(ResponseDecision.Freshen decision, StoredResponse after) {
		if (!decision.update()) {
			confirmed(after, false);
			return CompletableFuture.completedFuture(false);
		}
		StoredResponse before = (StoredResponse) decision.before();
		CompletableFuture<Boolean> written = isSelectedAlike(before, after)
				? this.exchange.cache.store.freshenAsync(this.exchange.key(), this.exchange.lookup().ticket(), before,
						after)
				: this.exchange.cache.store.putAsync(this.exchange.key(), this.exchange.lookup().ticket(), after,
						this.exchange.route.maxVariants());
		return written.whenComplete((stored, failure) -> confirmed(after, Boolean.TRUE.equals(stored)));
	}

	/**
	 * Where the origin chose a variant that was stored for other request fields, both
	 * selections stay.
	 */
	private static boolean isSelectedAlike(StoredResponse before, StoredResponse after) {
		return before.facts().varyValues().equals(after.facts().varyValues())
				&& before.facts().varyNames().equals(after.facts().varyNames());
	}

	private void confirmed(StoredResponse after, boolean stored) {
		landed(after, stored);
		this.exchange.refreshEnds(CacheObserver.RefreshResult.CONFIRMED);
	}

	private void landed(StoredResponse response, boolean stored) {
		this.exchange.cache.paused.forget(this.exchange.key());
		this.exchange.refreshEnds(stored ? CacheObserver.RefreshResult.STORED : CacheObserver.RefreshResult.NOT_STORED);
		this.exchange.flight().land(response, stored);
	}

	/**
	 * Invalidates. In force when the method returns.
	 * @param invalidation what to invalidate
	 */
	public void invalidate(Invalidation invalidation) {
		if (!invalidation.isEmpty()) {
			for (URI target : invalidation.uris()) {
				this.exchange.cache.store.invalidate(keyUri(target));
			}
			scopes(invalidation).forEach(this.exchange.cache.store::evict);
		}
	}

	/**
	 * Invalidates without blocking.
	 * @param invalidation what to invalidate
	 * @return completed when it is in force
	 */
	public CompletableFuture<Void> invalidateAsync(Invalidation invalidation) {
		if (invalidation.isEmpty()) {
			return NOTHING_TO_DO;
		}
		CompletableFuture<?>[] all = Stream.concat(
				invalidation.uris().stream().map((target) -> this.exchange.cache.store.invalidateAsync(keyUri(target))),
				scopes(invalidation).stream().map(this.exchange.cache.store::evictAsync))
			.toArray(CompletableFuture[]::new);
		return CompletableFuture.allOf(all);
	}

	private String keyUri(URI target) {
		return target.equals(this.exchange.request.uri()) ? this.exchange.uri()
				: this.exchange.cache.keys.uri(target, this.exchange.cache.routes.match(target));
	}

	private List<EvictionScope> scopes(Invalidation invalidation) {
		if (invalidation.isEmpty()) {
			return List.of();
		}
		List<EvictionScope> scopes = new ArrayList<>(this.exchange.cache.evicts(this.exchange.route));
		invalidation.tags().forEach((tag) -> scopes.add(new EvictionScope.Tag(tag)));
		return scopes;
	}

}
