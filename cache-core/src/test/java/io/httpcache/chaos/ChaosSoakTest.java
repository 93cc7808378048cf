package io.httpcache.chaos;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four instances on one Redis, whatever may go wrong going wrong. Runs for as many
 * seconds as the system property {@code chaos.seconds} says.
 */
class ChaosSoakTest {

	private static final int INSTANCES = 4;

	private static final int WORKERS = 12;

	private static final int URLS = 500;

	private static final long SECONDS = Long.getLong("chaos.seconds", 20);

	@Test
	void noAnswerIsWrongWhateverFails() throws Exception {
		long seed = Long.getLong("chaos.seed", System.nanoTime());
		ChaosReport report = new ChaosReport();
		RedisServer server = RedisServer.start();
		List<ChaosInstance> instances = new ArrayList<>();
		ChaosFaults faults;
		try (ChaosOrigin origin = new ChaosOrigin(URLS)) {
			HttpClient transport = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.connectTimeout(Duration.ofSeconds(5))
				.build();
			for (int i = 0; i < INSTANCES; i++) {
				instances.add(new ChaosInstance(i, server.port(), transport));
			}
			faults = new ChaosFaults(server, origin, instances, seed, (SECONDS < 60) ? 3 : 1);
			play(faults, instances, origin, report);
			System.out.printf(
					"chaos, %d s, seed %d:%n  injected: %s, origin faults %d%n  longest recovery: %d ms%n%s%n", SECONDS,
					seed, faults.injected(), origin.faults(), faults.longestRecoveryMillis(), report);
		}
		finally {
			instances.forEach(ChaosInstance::close);
		}
		assertThat(report.wrong()).isEmpty();
		assertThat(report.unexplained()).isEmpty();
		assertNothingIsLeft(server, instances);
		server.close();
	}

	private static void play(ChaosFaults faults, List<ChaosInstance> instances, ChaosOrigin origin, ChaosReport report)
			throws InterruptedException {
		long until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
		List<Thread> workers = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			Thread worker = new Thread(new ChaosWorker(i, URLS, instances, origin, faults, report, until),
					"chaos-worker-" + i);
			worker.setUncaughtExceptionHandler((thread, failure) -> report.unexplained("worker: " + failure));
			worker.start();
			workers.add(worker);
		}
		try {
			faults.run(until);
		}
		finally {
			for (Thread worker : workers) {
				worker.join();
			}
		}
	}

	private static void assertNothingIsLeft(RedisServer server, List<ChaosInstance> instances) {
		RedisServers.await(() -> server.command("CLIENT", "LIST").lines().count() == 1);
		RedisServers.await(() -> instances.stream().allMatch((instance) -> instance.network.pumps() == 0));
		RedisServers.await(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch(
					(thread) -> thread.getName().startsWith("httpcache-") || thread.getName().startsWith("lettuce-")));
	}

}
