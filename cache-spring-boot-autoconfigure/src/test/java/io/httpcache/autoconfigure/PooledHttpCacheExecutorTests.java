package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.httpcache.assembly.CacheExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The cache's own executor lives as long as the application.
 */
@Timeout(20)
class PooledHttpCacheExecutorTests {

	@Test
	void itTakesTasksBeforeTheStart() throws InterruptedException {
		PooledHttpCacheExecutor executor = executor(Duration.ofSeconds(10));
		assertThat(executor.isRunning()).isTrue();
		CountDownLatch ran = new CountDownLatch(1);
		executor.execute(ran::countDown);
		assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
		executor.destroy();
	}

	@Test
	void aStopWaitsForWhatIsUnderWayAndQueued() {
		PooledHttpCacheExecutor executor = executor(Duration.ofSeconds(10));
		CountDownLatch done = new CountDownLatch(100);
		for (int i = 0; i < 100; i++) {
			executor.execute(done::countDown);
		}
		executor.stop();
		assertThat(done.getCount()).isZero();
		assertThat(executor.isRunning()).isFalse();
	}

	@Test
	void whatDoesNotEndInTimeIsInterrupted() throws InterruptedException {
		PooledHttpCacheExecutor executor = executor(Duration.ofMillis(1));
		CountDownLatch interrupted = new CountDownLatch(1);
		executor.execute(() -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
		});
		executor.stop();
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void afterAStopTasksAreRejectedUntilTheNextStart() throws InterruptedException {
		PooledHttpCacheExecutor executor = executor(Duration.ofSeconds(10));
		executor.stop();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.execute(() -> {
		}));
		executor.start();
		CountDownLatch ran = new CountDownLatch(1);
		executor.execute(ran::countDown);
		assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
		executor.destroy();
	}

	private PooledHttpCacheExecutor executor(Duration grace) {
		return new PooledHttpCacheExecutor(CacheExecutor::create, grace);
	}

}
