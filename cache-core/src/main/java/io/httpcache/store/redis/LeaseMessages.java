package io.httpcache.store.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;

/**
 * What instances tell each other about leases, heard on a connection of its own. Begins
 * to listen as soon as there is a connection, and again after it failed. Safe for use by
 * several threads; never blocks.
 */
final class LeaseMessages implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LeaseMessages.class);

	private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** As long as anybody waits for an attempt to listen, from its beginning. */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final RedisLink link;

	private final byte[] channel;

	private final Consumer<byte[]> message;

	private final RedisConnectionFactory factory;

	private final Executor executor;

	private volatile Attempt attempt = Attempt.NONE;

	private volatile @Nullable RedisConnection connection;

	private volatile boolean closed;

	/**
	 * Begins to listen.
	 * @param link the way to Redis, which tells when there is a connection
	 * @param channel where to listen
	 * @param message takes each message
	 * @param factory makes the connection to listen on
	 * @param executor makes the connection; may reject
	 */
	LeaseMessages(RedisLink link, byte[] channel, Consumer<byte[]> message, RedisConnectionFactory factory,
			Executor executor) {
		this.link = link;
		this.channel = channel;
		this.message = message;
		this.factory = factory;
		this.executor = executor;
		listening();
	}

	/**
	 * Whether messages are heard. Begins to listen, unless that has been done or has
	 * failed a moment ago.
	 * @return the answer, at once or after a moment: instances that start together are to
	 * share their first fetches
	 */
	CompletableFuture<Boolean> listening() {
		Attempt present = this.attempt;
		long now = System.nanoTime();
		if (!this.closed && present.isToRepeat(now)) {
			present = listenAgain(now);
		}
		if (present.heard().isDone()) {
			return present.heard();
		}
		long patience = PATIENCE_NANOS - (now - present.since());
		// What follows is not for the one thread that ends all waiting of this JVM
		return (patience <= 0) ? CompletableFuture.completedFuture(false)
				: present.heard()
					.copy()
					.completeOnTimeout(false, patience, TimeUnit.NANOSECONDS)
					.thenApplyAsync((heard) -> heard, this.executor);
	}

	private synchronized Attempt listenAgain(long now) {
		Attempt present = this.attempt;
		if (!present.isToRepeat(now)) {
			return present;
		}
		Attempt next = new Attempt(new CompletableFuture<>(), now);
		this.attempt = next;
		this.link.connection()
			.thenRun(() -> this.executor.execute(() -> listen(next.heard())))
			.whenComplete((nothing, failure) -> {
				if (failure != null) {
					failed(next.heard(), failure);
				}
			});
		return next;
	}

	private void listen(CompletableFuture<Boolean> heard) {
		RedisConnection connection = null;
		try {
			connection = this.factory.getConnection();
			connection.subscribe(new Listener(heard), this.channel);
			this.connection = connection;
			if (this.closed) {
				connection.close();
			}
		}
		catch (RuntimeException ex) {
			if (connection != null) {
				connection.close();
			}
			failed(heard, ex);
		}
	}

	/** Each instance fetches for itself then. */
	private static void failed(CompletableFuture<Boolean> heard, Throwable failure) {
		logger.debug("Not subscribed", failure);
		heard.complete(false);
	}

	@Override
	public void close() {
		this.closed = true;
		RedisConnection connection = this.connection;
		if (connection != null) {
			connection.close();
		}
	}

	/**
	 * An attempt to listen.
	 *
	 * @param heard whether it succeeded, to come
	 * @param since when it began, in nanoseconds
	 */
	private record Attempt(CompletableFuture<Boolean> heard, long since) {

		static final Attempt NONE = new Attempt(CompletableFuture.completedFuture(false),
				System.nanoTime() - REPEAT_NANOS);

		boolean isToRepeat(long now) {
			return this.heard.isDone() && !this.heard.join() && now - this.since >= REPEAT_NANOS;
		}

	}

	private final class Listener implements MessageListener, SubscriptionListener {

		private final CompletableFuture<Boolean> heard;

		Listener(CompletableFuture<Boolean> heard) {
			this.heard = heard;
		}

		@Override
		public void onMessage(Message message, byte @Nullable [] pattern) {
			LeaseMessages.this.message.accept(message.getBody());
		}

		@Override
		public void onChannelSubscribed(byte[] channel, long count) {
			this.heard.complete(true);
		}

	}

}
