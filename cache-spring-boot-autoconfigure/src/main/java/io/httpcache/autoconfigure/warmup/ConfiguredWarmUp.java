package io.httpcache.autoconfigure.warmup;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import io.httpcache.WarmUpReport;
import io.httpcache.WarmUpReport.State;
import io.httpcache.client.WarmUp;

/**
 * Runs what is configured for warm-up, one run at a time, until the application stops.
 */
final class ConfiguredWarmUp implements WarmUp, SmartLifecycle {

	private final WarmUpPlan plan;

	private final Supplier<WarmUpRun> runs;

	private @Nullable WarmUpRun latest;

	private boolean stopped;

	/**
	 * A warm-up.
	 * @param plan what to fetch
	 * @param runs makes a run
	 */
	ConfiguredWarmUp(WarmUpPlan plan, Supplier<WarmUpRun> runs) {
		this.plan = plan;
		this.runs = runs;
	}

	@Override
	public WarmUpReport run() {
		WarmUpRun run = begin();
		return (run != null) ? run.await() : report();
	}

	/**
	 * Begins a run, or gives the one under way; {@code null} when there is none to do.
	 */
	@Nullable WarmUpRun begin() {
		if (this.plan.isEmpty()) {
			return null;
		}
		synchronized (this) {
			WarmUpRun run = this.latest;
			if (this.stopped || (run != null && !run.hasEnded())) {
				return run;
			}
			run = this.runs.get();
			this.latest = run;
			run.begin();
			return run;
		}
	}

	@Override
	public WarmUpReport report() {
		WarmUpRun run = latest();
		if (run != null) {
			return run.report();
		}
		return this.plan.isEmpty() ? WarmUpReport.NONE
				: new WarmUpReport(State.PENDING, 0, 0, List.of(), Duration.ZERO);
	}

	private synchronized @Nullable WarmUpRun latest() {
		return this.latest;
	}

	/** Before everything else: who waits for it holds up the stop. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

	@Override
	public synchronized void start() {
		this.stopped = false;
	}

	@Override
	public void stop() {
		WarmUpRun run;
		synchronized (this) {
			this.stopped = true;
			run = this.latest;
		}
		if (run != null) {
			run.stop();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return !this.stopped;
	}

}
