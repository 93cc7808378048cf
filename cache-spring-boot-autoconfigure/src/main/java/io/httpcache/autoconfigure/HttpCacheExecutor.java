package io.httpcache.autoconfigure;

import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the background work of the cache: refreshes, events, the upkeep of its store. A
 * bean of this type replaces the cache's own:
 *
 * <pre>{@code
 * &#64;Bean
 * HttpCacheExecutor httpCacheExecutor(ThreadPoolTaskExecutor executor) {
 *     return executor::execute;
 * }
 * }</pre>
 *
 * <p>
 * It is no {@link java.util.concurrent.Executor}, because Spring Boot's
 * {@code applicationTaskExecutor} backs off where there is another bean of that type.
 * Safe for use by several threads.
 */
@FunctionalInterface
public interface HttpCacheExecutor {

	/**
	 * Runs a task, some time, on a thread of its own.
	 * @param task the task
	 * @throws RejectedExecutionException when there is no room for it; the cache goes on
	 * without it
	 */
	void execute(Runnable task);

}
