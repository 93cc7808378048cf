package io.httpcache.scenario;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Runs background work when the scenario says so: after the answer, or where the answer
 * comes from it, at once.
 */
final class ManualExecutor implements Executor {

	private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private volatile boolean atOnce;

	void runAtOnce(boolean atOnce) {
		this.atOnce = atOnce;
	}

	@Override
	public void execute(Runnable task) {
		if (this.atOnce) {
			Thread thread = new Thread(task, "scenario-background");
			thread.setDaemon(true);
			thread.start();
		}
		else {
			this.tasks.add(task);
		}
	}

	void runAll() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

}
