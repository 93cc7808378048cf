package io.httpcache.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The figures of the last while.
 */
class CacheHistoryTests {

	private final MutableClock clock = new MutableClock();

	private final HttpCache cache = HttpCacheBuilder.create().clock(this.clock).build();

	@Test
	void keepsTwoHoursAndNoMore() {
		CacheHistory history = new CacheHistory(this.cache, this.clock, Duration.ofMinutes(5));
		assertThat(history.interval()).hasSeconds(30);
		Instant start = this.clock.instant();
		for (int i = 0; i < 300; i++) {
			history.sample();
			this.clock.advance(Duration.ofSeconds(30));
		}
		assertThat(history.samples()).hasSize(240);
		assertThat(history.samples().get(0).time()).isEqualTo(start.plusSeconds(60 * 30));
		assertThat(history.samples().get(239).time()).isEqualTo(start.plusSeconds(299 * 30));
		assertThat(history.growth(this.cache.statistics())).isEqualTo(Growth.STABLE);
	}

	@Test
	void takesSamplesFromStartToStop() {
		CacheHistory history = new CacheHistory(this.cache, this.clock, Duration.ofMillis(1));
		assertThat(history.interval()).hasMillis(100);
		assertThat(history.isRunning()).isFalse();
		history.start();
		history.start();
		assertThat(history.isRunning()).isTrue();
		await().until(() -> history.samples().size() >= 2);
		history.stop();
		assertThat(history.isRunning()).isFalse();
		history.start();
		history.destroy();
		assertThat(history.isRunning()).isFalse();
	}

	@Test
	void aFailureIsNotTheLastSample() {
		HttpCache failing = new FailingOnce(this.cache).asCache();
		CacheHistory history = new CacheHistory(failing, this.clock, Duration.ofMillis(1));
		history.start();
		await().until(() -> !history.samples().isEmpty());
		history.stop();
	}

	/** A cache whose figures cannot be had the first time. */
	private static final class FailingOnce {

		private final HttpCache cache;

		private boolean failed;

		FailingOnce(HttpCache cache) {
			this.cache = cache;
		}

		HttpCache asCache() {
			return (HttpCache) java.lang.reflect.Proxy.newProxyInstance(HttpCache.class.getClassLoader(),
					new Class<?>[] { HttpCache.class }, (proxy, method, arguments) -> {
						if (!this.failed) {
							this.failed = true;
							throw new IllegalStateException("not yet");
						}
						return method.invoke(this.cache, arguments);
					});
		}

	}

}
