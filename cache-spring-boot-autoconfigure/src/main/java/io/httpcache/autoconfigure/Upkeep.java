package io.httpcache.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs Caffeine's upkeep: what found no room is done by its caller, or entries would pile
 * up.
 */
final class Upkeep {

	private Upkeep() {
	}

	static Executor on(HttpCacheExecutor executor) {
		return (task) -> {
			try {
				executor.execute(task);
			}
			catch (RejectedExecutionException ex) {
				task.run();
			}
		};
	}

}
