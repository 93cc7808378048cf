package io.httpcache.store.near;

import java.util.concurrent.CompletableFuture;

/**
 * Carries short messages to all instances that use the same shared store, the sender's
 * own included. It may lose some, delay them, deliver one twice: who receives them finds
 * out. Safe for use by several threads.
 */
public interface CoherenceChannel extends AutoCloseable {

	/**
	 * Begins to deliver, and keeps trying until closed.
	 * @param receiver receives every message; must not block
	 */
	void open(Receiver receiver);

	/**
	 * Sends a message. May block for as long as it takes to connect.
	 * @param message at most 8 KiB
	 * @return completed when it has been sent; a failure when nobody knows
	 */
	CompletableFuture<?> publish(byte[] message);

	/**
	 * To be called regularly: connects where there is no connection. May block.
	 * @param heard whether what was sent came back of late; a connection on which nothing
	 * arrives may only seem to be one
	 */
	void check(boolean heard);

	/** Ends. Nothing is delivered any more. */
	@Override
	void close();

	/**
	 * What is told by a channel. Called on its threads; does not block.
	 */
	interface Receiver {

		/**
		 * A message arrived.
		 * @param message the bytes, which nobody vouches for
		 */
		void received(byte[] message);

		/** Messages arrive from now on. */
		void connected();

		/** Messages may have been lost and may be lost from now on. */
		void disconnected();

	}

}
