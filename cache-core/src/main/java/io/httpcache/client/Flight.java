package io.httpcache.client;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

/**
 * A fetch under way that identical requests may share. Its leader tells first, as soon as
 * the head of the answer is there, whether the answer can be shared at all, and then the
 * whole response. It always ends: whatever becomes of the leader, {@link #release} or
 * {@link #land} is called.
 */
public final class Flight {

	private final StoreTicket ticket;

	private final CompletableFuture<Optional<ResponseFacts>> head = new CompletableFuture<>();

	private final CompletableFuture<Optional<StoredResponse>> response = new CompletableFuture<>();

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
