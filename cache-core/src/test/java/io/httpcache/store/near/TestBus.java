package io.httpcache.store.near;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A channel in memory that loses what it is told to lose.
 */
final class TestBus {

	private final List<Connection> connections = new CopyOnWriteArrayList<>();

	Connection connect() {
		return new Connection();
	}

	/** Delivers bytes to everybody, whoever sent them. */
	void inject(byte[] message) {
		this.connections.forEach((connection) -> connection.deliver(message));
	}

	/** One instance's way to the bus. */
	final class Connection implements CoherenceChannel {

		private CoherenceChannel.@Nullable Receiver receiver;

		private Predicate<byte[]> loses = (message) -> false;

		private boolean refuses;

		int published;

		@Override
		public void open(Receiver receiver) {
			this.receiver = receiver;
			TestBus.this.connections.add(this);
			receiver.connected();
		}

		@Override
		public CompletableFuture<?> publish(byte[] message) {
			if (this.refuses) {
				return CompletableFuture.failedFuture(new IllegalStateException("away"));
			}
			this.published++;
			inject(message);
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public void check(boolean heard) {
		}

		/** Does not deliver some messages to this instance. */
		void lose(Predicate<byte[]> loses) {
			this.loses = loses;
		}

		/** Delivers all again. */
		void loseNothing() {
			lose((message) -> false);
		}

		/** Does not take messages from this instance. */
		void refuse(boolean refuses) {
			this.refuses = refuses;
		}

		void disconnect() {
			lose((message) -> true);
			this.receiver.disconnected();
		}

		void reconnect() {
			loseNothing();
			this.receiver.connected();
		}

		private void deliver(byte[] message) {
			if (!this.loses.test(message)) {
				this.receiver.received(message);
			}
		}

		@Override
		public void close() {
			TestBus.this.connections.remove(this);
		}

	}

}
