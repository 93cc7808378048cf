package io.httpcache.store.near.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;

/**
 * Tells when Lettuce loses a connection that may be the one messages come by. Not safe
 * for use by several threads; the action is run on Lettuce's.
 */
final class PubSubWatch implements RedisConnectionStateListener {

	private final Runnable action;

	private @Nullable AbstractRedisClient client;

	PubSubWatch(Runnable action) {
		this.action = action;
	}

	void on(@Nullable AbstractRedisClient client) {
		if (client != this.client) {
			off();
			if (client != null) {
				client.addListener(this);
			}
			this.client = client;
		}
	}

	void off() {
		if (this.client != null) {
			this.client.removeListener(this);
			this.client = null;
		}
	}

	@Override
	public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
		if (connection instanceof StatefulRedisPubSubConnection) {
			this.action.run();
		}
	}

}
