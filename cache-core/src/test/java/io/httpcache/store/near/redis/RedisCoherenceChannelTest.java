package io.httpcache.store.near.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.near.CoherenceChannel;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static io.httpcache.test.redis.RedisServers.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Messages through a real Redis, which goes away and comes back. */
class RedisCoherenceChannelTest {

	private static final String CHANNEL = "test:near";

	private final List<AutoCloseable> opened = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (int i = this.opened.size() - 1; i >= 0; i--) {
			this.opened.get(i).close();
		}
	}

	@Test
	void everybodyReceivesAMessageTheSenderToo() {
		RedisServer server = RedisServers.shared();
		Instance one = new Instance(connect(server));
		Instance two = new Instance(connect(server));
		one.publish("hello");
		await(() -> one.received.contains("hello") && two.received.contains("hello"));
	}

	@Test
	void aClusterCarriesMessagesToAllItsNodes() {
		List<Instance> instances = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			LettuceConnectionFactory factory = RedisServers.connect(RedisServers.sharedCluster());
			this.opened.add(factory::destroy);
			instances.add(new Instance(factory));
		}
		for (int i = 0; i < 4; i++) {
			instances.get(i).publish("from " + i);
		}
		await(() -> instances.stream()
			.allMatch((instance) -> instance.received.containsAll(List.of("from 0", "from 1", "from 2", "from 3"))));
	}

	@Test
	void aLostConnectionIsToldAndMadeAnew() {
		RedisServer server = start();
		Instance instance = new Instance(connect(server));
		server.command("CLIENT", "KILL", "TYPE", "pubsub");
		await(() -> instance.disconnected.get() > 0 && instance.connected.get() > 1);
		instance.publish("again");
		await(() -> instance.received.contains("again"));
	}

	@Test
	void aServerThatWasRestartedIsFoundAgain() {
		RedisServer server = start();
		Instance instance = new Instance(connect(server));
		server.kill();
		await(() -> instance.disconnected.get() > 0);
		assertThatThrownBy(() -> instance.publish("lost")).isNotNull();
		server.restart();
		await(() -> {
			instance.channel.check(true);
			return instance.connected.get() > 1;
		});
		await(() -> {
			instance.tryToPublish("again");
			return instance.received.contains("again");
		});
	}

	@Test
	void aServerThatIsNotThereYetIsFoundLater() {
		int port = RedisServer.freePort();
		RedisServer absent = RedisServer.startOn(port);
		LettuceConnectionFactory factory = connect(absent);
		absent.kill();
		RedisCoherenceChannel channel = channel(factory);
		Receiver receiver = new Receiver();
		channel.open(receiver);
		assertThatCode(() -> channel.check(false)).doesNotThrowAnyException();
		absent.restart();
		this.opened.add(absent);
		await(() -> {
			channel.check(true);
			return receiver.connected.get() > 0;
		});
	}

	@Test
	void aConnectionOnWhichNothingArrivesIsGivenUp() {
		RedisServer server = start();
		Instance instance = new Instance(connect(server));
		long before = server.info("stats", "total_connections_received");
		for (int check = 0; check < 5; check++) {
			instance.channel.check(false);
		}
		await(() -> instance.connected.get() > 1);
		assertThat(server.info("stats", "total_connections_received")).isGreaterThan(before);
		instance.publish("again");
		await(() -> instance.received.contains("again"));
	}

	@Test
	void nothingIsLeftWhenItIsClosed() {
		RedisServer server = start();
		Instance instance = new Instance(connect(server));
		assertThat(server.command("PUBSUB", "NUMSUB", CHANNEL)).isEqualTo(CHANNEL + "\n1");
		instance.channel.close();
		await(() -> server.command("PUBSUB", "NUMSUB", CHANNEL).equals(CHANNEL + "\n0"));
		server.command("PUBLISH", CHANNEL, "late");
		instance.channel.check(false);
		assertThat(server.command("PUBSUB", "NUMSUB", CHANNEL)).isEqualTo(CHANNEL + "\n0");
		assertThat(instance.received).doesNotContain("late");
	}

	private RedisServer start() {
		RedisServer server = RedisServer.start();
		this.opened.add(server);
		return server;
	}

	private LettuceConnectionFactory connect(RedisServer server) {
		LettuceConnectionFactory factory = RedisServers.connect(server);
		this.opened.add(factory::destroy);
		return factory;
	}

	private RedisCoherenceChannel channel(LettuceConnectionFactory factory) {
		RedisCoherenceChannel channel = new RedisCoherenceChannel(factory, CHANNEL, Duration.ofSeconds(2));
		this.opened.add(channel);
		return channel;
	}

	private static class Receiver implements CoherenceChannel.Receiver {

		final Queue<String> received = new ConcurrentLinkedQueue<>();

		final AtomicInteger connected = new AtomicInteger();

		final AtomicInteger disconnected = new AtomicInteger();

		@Override
		public void received(byte[] message) {
			this.received.add(new String(message, StandardCharsets.UTF_8));
		}

		@Override
		public void connected() {
			this.connected.incrementAndGet();
		}

		@Override
		public void disconnected() {
			this.disconnected.incrementAndGet();
		}

	}

	/** A channel that is connected. */
	private final class Instance extends Receiver {

		final RedisCoherenceChannel channel;

		Instance(LettuceConnectionFactory factory) {
			this.channel = RedisCoherenceChannelTest.this.channel(factory);
			this.channel.open(this);
			this.channel.check(true);
			await(() -> this.connected.get() > 0);
		}

		void publish(String message) {
			this.channel.publish(message.getBytes(StandardCharsets.UTF_8)).join();
		}

		void tryToPublish(String message) {
			this.channel.publish(message.getBytes(StandardCharsets.UTF_8)).handle((sent, failure) -> null).join();
		}

	}

}
