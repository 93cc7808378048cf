package io.httpcache.store.near.redis;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.listener.ReactiveRedisMessageListenerContainer;
import org.springframework.data.redis.listener.Topic;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

import io.httpcache.store.near.CoherenceChannel;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The channel by {@code PUBLISH} and {@code SUBSCRIBE}, which a Redis Cluster carries to
 * all its nodes. The driver connects anew by itself; when it does not, or nothing arrives
 * any more, this does. Safe for use by several threads.
 */
public final class RedisCoherenceChannel implements CoherenceChannel {

	private static final Log logger = LogFactory.getLog(RedisCoherenceChannel.class);

	/** How often in a row nothing may have been heard before a connection is given up. */
	private static final int MOST_SILENT_CHECKS = 5;

	private final ReactiveRedisConnectionFactory connections;

	private final String channel;

	private final ByteBuffer channelName;

	private final long timeoutMillis;

	private final PubSubWatch watch = new PubSubWatch(this::disconnected);

	private volatile @Nullable Receiver receiver;

	private @Nullable ReactiveRedisMessageListenerContainer container;

	private volatile @Nullable Disposable subscription;

	private int silentChecks;

	private volatile boolean closed;

	/**
	 * A channel.
	 * @param connections the application's own connections, by Lettuce
	 * @param channel the name of the channel
	 * @param timeout how long to wait until a message has been sent
	 */
	public RedisCoherenceChannel(ReactiveRedisConnectionFactory connections, String channel, Duration timeout) {
		this.connections = connections;
		this.channel = channel;
		this.channelName = ByteBuffer.wrap(channel.getBytes(UTF_8)).asReadOnlyBuffer();
		this.timeoutMillis = timeout.toMillis();
	}

	@Override
	public void open(Receiver receiver) {
		this.receiver = receiver;
	}

	@Override
	public CompletableFuture<?> publish(byte[] message) {
		Mono<Long> sent = Mono.usingWhen(Mono.fromSupplier(this.connections::getReactiveConnection),
				(connection) -> connection.pubSubCommands()
					.publish(this.channelName.duplicate(), ByteBuffer.wrap(message)),
				ReactiveRedisConnection::closeLater);
		return sent.toFuture().orTimeout(this.timeoutMillis, TimeUnit.MILLISECONDS);
	}

	@Override
	public synchronized void check(boolean heard) {
		Disposable present = this.subscription;
		this.silentChecks = (heard || present == null) ? 0 : this.silentChecks + 1;
		if (present != null && !present.isDisposed() && this.silentChecks < MOST_SILENT_CHECKS) {
			return;
		}
		disconnect();
		if (!this.closed) {
			connect();
		}
	}

	private void connect() {
		try {
			ReactiveRedisMessageListenerContainer container = new ReactiveRedisMessageListenerContainer(
					this.connections);
			this.container = container;
			if (this.connections instanceof LettuceConnectionFactory lettuce) {
				this.watch.on(lettuce.getNativeClient());
			}
			this.silentChecks = 0;
			this.subscription = container
				.receive(List.of(Topic.channel(this.channel)), SerializationPair.byteBuffer(),
						SerializationPair.byteBuffer(), new Subscribed())
				.subscribe((message) -> received(message.getMessage()), (failure) -> disconnected(),
						this::disconnected);
		}
		catch (RuntimeException ex) {
			logger.debug("No connection to the channel of the near caches", ex);
			disconnect();
		}
	}

	private void received(ByteBuffer message) {
		Receiver receiver = this.receiver;
		if (receiver != null && !this.closed) {
			byte[] bytes = new byte[message.remaining()];
			message.duplicate().get(bytes);
			receiver.received(bytes);
		}
	}

	private void disconnected() {
		Receiver receiver = this.receiver;
		if (receiver != null) {
			receiver.disconnected();
		}
	}

	private void disconnect() {
		Disposable present = this.subscription;
		this.subscription = null;
		if (present != null) {
			present.dispose();
		}
		ReactiveRedisMessageListenerContainer container = this.container;
		this.container = null;
		if (container != null) {
			try {
				container.destroyLater().toFuture().get(this.timeoutMillis, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (Exception ex) {
				logger.debug("The subscription of the near cache did not end in time", ex);
			}
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.watch.off();
		disconnect();
	}

	/** The driver subscribes anew after each loss of its connection. */
	private final class Subscribed implements SubscriptionListener {

		@Override
		public void onChannelSubscribed(byte[] channel, long count) {
			Receiver receiver = RedisCoherenceChannel.this.receiver;
			if (receiver != null) {
				receiver.connected();
			}
		}

		@Override
		public void onChannelUnsubscribed(byte[] channel, long count) {
			disconnected();
		}

	}

}
