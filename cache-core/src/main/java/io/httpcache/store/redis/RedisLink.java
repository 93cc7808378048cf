package io.httpcache.store.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The way to Redis: one connection of the application's factory, shared by all threads,
 * made in the background and again when it was closed. Whoever asks waits no longer than
 * the timeout, also for the connection. Safe for use by several threads.
 */
final class RedisLink implements AutoCloseable {

	private final RedisConnectionFactory factory;

	private final Executor executor;

	private final Duration timeout;

	private final AtomicReference<@Nullable CompletableFuture<Connected>> connection = new AtomicReference<>();

	private volatile boolean closed;

	RedisLink(RedisConnectionFactory factory, Executor executor, Duration timeout) {
		this.factory = factory;
		this.executor = executor;
		this.timeout = timeout;
	}

	/**
	 * Does something with Redis, without blocking.
	 * @param <T> what comes of it
	 * @param operation sends commands and says what comes of them
	 * @return the result, or a failure when it took too long
	 */
	<T> CompletableFuture<T> send(Function<Connected, CompletableFuture<T>> operation) {
		CompletableFuture<T> result = new CompletableFuture<>();
		start(operation).orTimeout(this.timeout.toNanos(), TimeUnit.NANOSECONDS).whenComplete((value, failure) -> {
			if (failure == null) {
				result.complete(value);
			}
			else if (failure instanceof TimeoutException) {
				// Not on the one thread that ends all waiting of this JVM
				onAnotherThread(() -> result.completeExceptionally(timedOut()));
			}
			else {
				result.completeExceptionally(cause(failure));
			}
		});
		return result;
	}

	/**
	 * Does something with Redis and waits for the result.
	 * @param <T> what comes of it
	 * @param operation sends commands and says what comes of them
	 * @return the result
	 */
	<T> T call(Function<Connected, CompletableFuture<T>> operation) {
		CompletableFuture<T> pending = start(operation);
		try {
			return pending.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			pending.cancel(false);
			throw timedOut();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisCommandInterruptedException(ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = cause(ex);
			if (cause instanceof Error error) {
				throw error;
			}
			throw (cause instanceof RuntimeException failure) ? failure : new RedisException(cause);
		}
	}

	private <T> CompletableFuture<T> start(Function<Connected, CompletableFuture<T>> operation) {
		CompletableFuture<Connected> connection = connection();
		if (!connection.isDone() || connection.isCompletedExceptionally()) {
			return connection.thenCompose(operation);
		}
		try {
			return operation.apply(connection.join());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** Begins to connect, unless that has been done. */
	CompletableFuture<Connected> connection() {
		CompletableFuture<Connected> present = this.connection.get();
		if (present != null && isOfUse(present)) {
			return present;
		}
		if (this.closed) {
			return CompletableFuture.failedFuture(new RedisException("The store is closed"));
		}
		CompletableFuture<Connected> next = new CompletableFuture<>();
		CompletableFuture<Connected> witness = this.connection.compareAndExchange(present, next);
		if (witness != present && witness != null) {
			return witness;
		}
		try {
			this.executor.execute(() -> connect(next));
		}
		catch (RejectedExecutionException ex) {
			next.completeExceptionally(ex);
		}
		return next;
	}

	private static boolean isOfUse(CompletableFuture<Connected> connection) {
		return !connection.isDone() || (!connection.isCompletedExceptionally() && connection.join().isOpen());
	}

	private void connect(CompletableFuture<Connected> next) {
		try {
			RedisConnection connection = this.factory.getConnection();
			Connected connected = Connected.of(connection);
			next.complete(connected);
			if (this.closed) {
				connection.close();
			}
		}
		catch (RuntimeException | LinkageError ex) {
			next.completeExceptionally(ex);
		}
	}

	private void onAnotherThread(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

	private RedisCommandTimeoutException timedOut() {
		return new RedisCommandTimeoutException("Redis did not answer within " + this.timeout.toMillis() + " ms");
	}

	static Throwable cause(Throwable failure) {
		Throwable cause = failure;
		while ((cause instanceof CompletionException || cause instanceof ExecutionException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	@Override
	public void close() {
		this.closed = true;
		CompletableFuture<Connected> present = this.connection.get();
		if (present != null && present.isDone() && !present.isCompletedExceptionally()) {
			present.join().connection().close();
		}
	}

	/**
	 * A connection.
	 *
	 * @param connection Spring's
	 * @param commands Lettuce's commands
	 * @param isCluster whether keys in different slots may be on different servers
	 */
	record Connected(RedisConnection connection, RedisClusterAsyncCommands<byte[], byte[]> commands,
			boolean isCluster) {

		@SuppressWarnings("unchecked")
		static Connected of(RedisConnection connection) {
			Object commands = connection.getNativeConnection();
			if (!(commands instanceof RedisClusterAsyncCommands<?, ?>)) {
				connection.close();
				throw new IllegalStateException("The HTTP cache needs a RedisConnectionFactory of Lettuce; this one is "
						+ connection.getClass().getName());
			}
			return new Connected(connection, (RedisClusterAsyncCommands<byte[], byte[]>) commands,
					commands instanceof RedisAdvancedClusterAsyncCommands<?, ?>);
		}

		// From the commands that Spring hands out there is no other way to their
		// connection
		@SuppressWarnings("deprecation")
		boolean isOpen() {
			if (this.commands instanceof RedisAsyncCommands<?, ?> standalone) {
				return standalone.getStatefulConnection().isOpen();
			}
			return !(this.commands instanceof RedisAdvancedClusterAsyncCommands<?, ?> cluster)
					|| cluster.getStatefulConnection().isOpen();
		}

	}

}
