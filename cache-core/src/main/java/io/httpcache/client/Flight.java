package io.httpcache.client;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

/**
 * A fetch under way that identical requests may share. Its leader tells first, as soon as
 * the head of the answer is there, whether the answer can be shared at all, and then the
 * whole response. It always ends: whatever becomes of the leader, {@link #release} or
 * {@link #land} is called.
 *
 * <p>
 * It counts who is interested: its leader and those who joined. A leader that can be
 * cancelled leaves as any other, and the fetch goes on until the last one has left. Safe
 * for use by several threads.
 */
public final class Flight {

	private final StoreTicket ticket;

	private final CompletableFuture<Optional<ResponseFacts>> head = new CompletableFuture<>();

	private final CompletableFuture<Optional<StoredResponse>> response = new CompletableFuture<>();

	private final AtomicInteger interested = new AtomicInteger(1);

	private volatile @Nullable Runnable onAbandoned;

	Flight(StoreTicket ticket) {
		this.ticket = ticket;
	}

	/**
	 * Whether a request that looked up its key under a ticket may join: no invalidation
	 * lies between the begin of the fetch and the request.
	 */
	boolean isJoinableUnder(StoreTicket ticket) {
		return this.ticket.equals(ticket);
	}

	/** Joins, unless everybody has left. */
	boolean join() {
		return this.interested.getAndUpdate((count) -> (count == 0) ? 0 : count + 1) != 0;
	}

	/**
	 * Leaves. To be called once by each who joined, when it waits no more, and by a
	 * leader whose caller does not want the answer any more.
	 */
	public void leave() {
		Runnable action = this.onAbandoned;
		if (this.interested.decrementAndGet() == 0 && action != null) {
			action.run();
		}
	}

	/**
	 * What to do when the last one has left. To be called by the leader before it may
	 * leave.
	 * @param action ends the fetch
	 */
	public void onAbandoned(Runnable action) {
		this.onAbandoned = action;
	}

	StoreTicket ticket() {
		return this.ticket;
	}

	/** What has landed, or nothing. */
	Optional<StoredResponse> landed() {
		return this.response.getNow(Optional.empty());
	}

	/** The head says that the answer may be stored. */
	void approach(ResponseFacts facts) {
		this.head.complete(Optional.of(facts));
	}

	/** There is nothing to share. */
	void release() {
		this.head.complete(Optional.empty());
		this.response.complete(Optional.empty());
	}

	/** The response is there. */
	void land(StoredResponse stored) {
		this.head.complete(Optional.of(stored.facts()));
		this.response.complete(Optional.of(stored));
	}

	/**
	 * What comes of the head: the facts by which a waiter tells whether the answer will
	 * be one for it, or nothing when it is for nobody.
	 * @return the facts, to come
	 */
	public CompletableFuture<Optional<ResponseFacts>> head() {
		return this.head;
	}

	/**
	 * What comes of the fetch.
	 * @return the response to share, or nothing, to come
	 */
	public CompletableFuture<Optional<StoredResponse>> response() {
		return this.response;
	}

}
