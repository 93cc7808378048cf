package io.httpcache.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.store.LostInvalidationListener;
import io.httpcache.store.redis.CircuitBreakerStore;
import io.httpcache.store.redis.RedisStore;
import io.httpcache.store.redis.RedisStoreSettings;

/**
 * Answers from a Redis on this machine, beside the bare command for the same bytes. Needs
 * {@code redis-server} on the path.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisBenchmarks {

	private static final URI PRODUCT = URI.create("https://api1.example.com/resource17/4711");

	private static final int LENGTH = Payload.KIB * 3 / 2;

	private static final byte[] KEY = "bare".getBytes(StandardCharsets.US_ASCII);

	/**
	 * As code that asks Redis by itself does: a connection for each use, which is shared.
	 */
	@Benchmark
	public byte[] redisGet(Redis redis) {
		try (RedisConnection connection = redis.factory.getConnection()) {
			return connection.stringCommands().get(KEY);
		}
	}

	@Benchmark
	public byte[] redisHit(Redis redis) {
		return redis.client.get().uri(PRODUCT).retrieve().body(byte[].class);
	}

	/** A server for as long as the benchmark runs. */
	@State(Scope.Benchmark)
	public static class Redis {

		Process server;

		LettuceConnectionFactory factory;

		RestClient client;

		@Setup
		public void start() throws IOException {
			int port = freePort();
			this.server = new ProcessBuilder("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1",
					"--save", "", "--appendonly", "no")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			awaitAnswer(port);
			this.factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
			this.factory.afterPropertiesSet();
			this.factory.start();
			try (RedisConnection connection = this.factory.getConnection()) {
				connection.stringCommands().set(KEY, Payload.json(LENGTH));
			}
			RedisStore store = new RedisStore(this.factory,
					new RedisStoreSettings("benchmark:", Duration.ofSeconds(10)), Clock.systemUTC(),
					ForkJoinPool.commonPool());
			this.client = Clients.warmed(
					Clients
						.cached(Clients.cache().store(new CircuitBreakerStore(store, LostInvalidationListener.NONE)),
								CannedOrigin.of(CannedResponse.ofLength(LENGTH)))
						.build(),
					PRODUCT);
		}

		@TearDown
		public void stop() {
			this.factory.destroy();
			this.server.destroyForcibly();
		}

		private static int freePort() throws IOException {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
		}

		private static void awaitAnswer(int port) throws IOException {
			for (int attempt = 0;; attempt++) {
				try {
					new Socket(InetAddress.getLoopbackAddress(), port).close();
					return;
				}
				catch (IOException ex) {
					if (attempt == 500) {
						throw ex;
					}
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
				}
			}
		}

	}

}
