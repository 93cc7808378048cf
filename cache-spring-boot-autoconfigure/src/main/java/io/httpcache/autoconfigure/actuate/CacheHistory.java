package io.httpcache.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import io.httpcache.CacheStatistics;
import io.httpcache.HttpCache;

/**
 * The figures of the last while, taken ten times in each window by one thread that does
 * nothing else. Requests pay nothing for it. Safe for use by several threads.
 */
final class CacheHistory implements SmartLifecycle, DisposableBean {

	/** Two hours at the default window, in some 20 kB. */
	static final int KEPT_SAMPLES = 240;

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

	private final HttpCache cache;

	private final Clock clock;

	private final Duration interval;

	private final Deque<StoreSample> samples = new ArrayDeque<>(KEPT_SAMPLES);

	private @Nullable ScheduledExecutorService sampler;

	CacheHistory(HttpCache cache, Clock clock, Duration window) {
		this.cache = cache;
		this.clock = clock;
		Duration interval = window.dividedBy(GrowthRule.SAMPLES_PER_WINDOW);
		this.interval = (interval.compareTo(SHORTEST_INTERVAL) < 0) ? SHORTEST_INTERVAL : interval;
	}

	/** Takes a sample. */
	void sample() {
		StoreSample sample = StoreSample.of(this.clock.instant(), this.cache.statistics());
		synchronized (this.samples) {
			if (this.samples.size() == KEPT_SAMPLES) {
				this.samples.removeFirst();
			}
			this.samples.addLast(sample);
		}
	}

	/** The samples, the oldest first. */
	List<StoreSample> samples() {
		synchronized (this.samples) {
			return List.copyOf(this.samples);
		}
	}

	/** How the size develops. */
	Growth growth(CacheStatistics statistics) {
		return GrowthRule.judge(samples(), statistics.maxBytes());
	}

	Duration interval() {
		return this.interval;
	}

	@Override
	public synchronized void start() {
		if (this.sampler == null) {
			ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "httpcache-history");
				thread.setDaemon(true);
				return thread;
			});
			sampler.scheduleAtFixedRate(this::sampleSafely, 0, this.interval.toMillis(), TimeUnit.MILLISECONDS);
			this.sampler = sampler;
		}
	}

	// A task that throws is not scheduled again
	private void sampleSafely() {
		try {
			sample();
		}
		catch (RuntimeException ex) {
			// The next sample may succeed; who asks the endpoint sees what failed
		}
	}

	@Override
	public synchronized void stop() {
		if (this.sampler != null) {
			this.sampler.shutdownNow();
			this.sampler = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.sampler != null;
	}

	@Override
	public void destroy() {
		stop();
	}

}
