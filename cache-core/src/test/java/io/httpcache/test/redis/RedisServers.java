package io.httpcache.test.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Servers and clusters that tests of one JVM share. Whoever uses them empties them first.
 */
public final class RedisServers {

	private static final int SLOTS = 16_384;

	private RedisServers() {
	}

	/** The server of this JVM. */
	public static RedisServer shared() {
		return Shared.SERVER;
	}

	/** The cluster of three masters of this JVM. */
	public static List<RedisServer> sharedCluster() {
		return SharedCluster.SERVERS;
	}

	/** A connection to one server. */
	public static LettuceConnectionFactory connect(RedisServer server) {
		return started(new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", server.port())));
	}

	/** A connection to a cluster. */
	public static LettuceConnectionFactory connect(List<RedisServer> cluster) {
		return started(new LettuceConnectionFactory(
				new RedisClusterConfiguration(cluster.stream().map(RedisServer::address).toList())));
	}

	/** Starts a factory, as a Spring context would. */
	public static LettuceConnectionFactory started(LettuceConnectionFactory factory) {
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	/**
	 * Starts a cluster.
	 * @param masters how many
	 * @return the servers, which agree with each other
	 */
	public static List<RedisServer> cluster(int masters) {
		List<RedisServer> servers = new ArrayList<>();
		for (int i = 0; i < masters; i++) {
			servers.add(RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000",
					"--cluster-config-file", "nodes.conf"));
		}
		for (int i = 0; i < masters; i++) {
			List<String> command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
			for (int slot = i * SLOTS / masters; slot < (i + 1) * SLOTS / masters; slot++) {
				command.add(Integer.toString(slot));
			}
			servers.get(i).command(command.toArray(String[]::new));
			servers.get(i).command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
		}
		for (RedisServer server : servers) {
			servers.get(0).command("CLUSTER", "MEET", "127.0.0.1", Integer.toString(server.port()));
		}
		await(() -> servers.stream().allMatch((server) -> isWhole(server, masters)));
		return servers;
	}

	private static boolean isWhole(RedisServer server, int masters) {
		Set<String> lines = Set.copyOf(server.command("CLUSTER", "INFO").lines().toList());
		return lines
			.containsAll(Set.of("cluster_state:ok", "cluster_slots_ok:" + SLOTS, "cluster_known_nodes:" + masters));
	}

	/** Waits for a condition, up to half a minute. */
	public static void await(BooleanSupplier condition) {
		await(condition, Duration.ofSeconds(30));
	}

	/** Waits for a condition, up to a time. */
	public static void await(BooleanSupplier condition, Duration limit) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > limit.toNanos()) {
				throw new IllegalStateException("Waited in vain");
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
	}

	private static final class Shared {

		static final RedisServer SERVER = RedisServer.start();

	}

	private static final class SharedCluster {

		static final List<RedisServer> SERVERS = cluster(3);

	}

}
