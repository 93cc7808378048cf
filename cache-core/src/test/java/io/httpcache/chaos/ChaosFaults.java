package io.httpcache.chaos;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.httpcache.test.redis.RedisServer;

/**
 * Injects one fault after another, waits after each until all instances are well again,
 * and leaves them alone for a while.
 */
final class ChaosFaults {

	private static final long LONGEST_RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(60);

	private final RedisServer server;

	private final ChaosOrigin origin;

	private final List<ChaosInstance> instances;

	private final Random random;

	private final int haste;

	private final Map<Kind, Integer> injected = new EnumMap<>(Kind.class);

	private long longestRecoveryNanos;

	/** Since when all instances are well, in nanoseconds; far in the future if not. */
	private volatile long calmSince = Long.MAX_VALUE;

	/**
	 * Faults.
	 * @param haste how much shorter than usual each takes, so that a short run sees more
	 */
	ChaosFaults(RedisServer server, ChaosOrigin origin, List<ChaosInstance> instances, long seed, int haste) {
		this.haste = haste;
		this.server = server;
		this.origin = origin;
		this.instances = instances;
		this.random = new Random(seed);
	}

	long calmSince() {
		return this.calmSince;
	}

	Map<Kind, Integer> injected() {
		return this.injected;
	}

	long longestRecoveryMillis() {
		return TimeUnit.NANOSECONDS.toMillis(this.longestRecoveryNanos);
	}

	/** Injects faults until a moment, and ends well. */
	void run(long until) {
		awaitWell();
		int number = 0;
		while (System.nanoTime() < until) {
			calm();
			// All kinds in turn, so that a short run sees each
			Kind kind = Kind.values()[number++ % Kind.values().length];
			this.calmSince = Long.MAX_VALUE;
			this.injected.merge(kind, 1, Integer::sum);
			inject(kind);
			heal();
			awaitWell();
		}
		calm();
	}

	private void calm() {
		this.calmSince = System.nanoTime();
		this.origin.faultRate((this.random.nextInt(3) == 0) ? 0.05 : 0);
		pause(500, 2_500);
	}

	private void inject(Kind kind) {
		ChaosInstance one = this.instances.get(this.random.nextInt(this.instances.size()));
		switch (kind) {
			case SERVER_HALTED -> {
				this.server.pause();
				pause(300, 3_000);
			}
			case SERVER_KILLED -> {
				this.server.kill();
				pause(100, 3_000);
				this.server.restart();
			}
			case CLIENTS_KILLED -> {
				this.server.command("CLIENT", "KILL", "TYPE", "normal");
				this.server.command("CLIENT", "KILL", "TYPE", "pubsub");
			}
			case SUBSCRIBERS_KILLED -> this.server.command("CLIENT", "KILL", "TYPE", "pubsub");
			case BYTES_DAMAGED -> damage();
			case DATA_LOST -> this.server.command("FLUSHALL");
			case READ_ONLY -> {
				this.server.command("CONFIG", "SET", "min-replicas-to-write", "1");
				pause(300, 2_000);
			}
			case ONE_DELAYED -> {
				one.network.delay(50 + this.random.nextInt(400));
				pause(300, 3_000);
			}
			case ALL_DELAYED -> {
				this.instances.forEach((each) -> each.network.delay(50 + this.random.nextInt(400)));
				pause(300, 2_000);
			}
			case ONE_HALF_OPEN -> {
				one.network.halfOpen();
				pause(300, 4_000);
			}
			case ONE_CUT -> {
				one.network.cutAfter(this.random.nextInt(40));
				pause(100, 1_500);
			}
			case ONE_DROPPED -> one.network.drop();
			case ONE_REFUSED -> {
				one.network.refuse();
				pause(300, 3_000);
			}
			case ORIGIN_FAILING -> {
				this.origin.faultRate(0.5);
				pause(500, 2_000);
			}
		}
	}

	private void heal() {
		this.instances.forEach((each) -> each.network.heal());
		this.origin.faultRate(0);
		this.server.resume();
		this.server.command("CONFIG", "SET", "min-replicas-to-write", "0");
	}

	/** Writes bytes into what is stored, as nobody should. */
	private void damage() {
		for (int i = 0; i < 200; i++) {
			String key = this.server.command("RANDOMKEY");
			if (key.isEmpty()) {
				return;
			}
			byte[] name = key.getBytes(StandardCharsets.ISO_8859_1);
			byte[] bytes = new byte[1 + this.random.nextInt(8)];
			this.random.nextBytes(bytes);
			try {
				damage(name, bytes);
			}
			catch (IllegalStateException ex) {
				// Gone meanwhile, or of another type
			}
		}
	}

	private void damage(byte[] key, byte[] bytes) {
		int length = Integer.parseInt(this.server.command(bytes("STRLEN"), key));
		switch (this.random.nextInt(4)) {
			case 0 -> this.server.command(bytes("SET"), key, bytes, bytes("KEEPTTL"));
			case 1 -> this.server.command(bytes("APPEND"), key, bytes);
			case 2 -> this.server.command(bytes("SET"), key,
					bytes(this.server.command(bytes("GETRANGE"), key, bytes("0"), bytes("" + length / 2))),
					bytes("KEEPTTL"));
			default -> this.server.command(bytes("SETRANGE"), key, bytes("" + this.random.nextInt(Math.max(1, length))),
					bytes);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private void awaitWell() {
		long start = System.nanoTime();
		while (!this.instances.stream().allMatch(ChaosInstance::isWell)) {
			if (System.nanoTime() - start > LONGEST_RECOVERY_NANOS) {
				throw new IllegalStateException("Not well after a minute: " + this.instances);
			}
			pause(20, 30);
		}
		this.longestRecoveryNanos = Math.max(this.longestRecoveryNanos, System.nanoTime() - start);
	}

	private void pause(int least, int most) {
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(least + this.random.nextInt(most - least)) / this.haste);
	}

	enum Kind {

		CLIENTS_KILLED, ONE_DELAYED, SERVER_KILLED, BYTES_DAMAGED, ONE_HALF_OPEN, SERVER_HALTED, ONE_CUT,
		ORIGIN_FAILING, READ_ONLY, SUBSCRIBERS_KILLED, ONE_REFUSED, DATA_LOST, ALL_DELAYED, ONE_DROPPED

	}

}
