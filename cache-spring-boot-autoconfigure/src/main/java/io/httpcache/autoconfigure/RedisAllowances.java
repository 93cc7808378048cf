package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import io.httpcache.client.AllowanceSharing;

/**
 * Shares allowances through one hash in Redis, which each instance reads every two
 * seconds. Redis alone measures how long they last: no two clocks are compared. While it
 * is away, what was given here holds here, and is told when it is back.
 */
final class RedisAllowances implements AllowanceSharing, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(RedisAllowances.class);

	private static final long READ_EVERY_MILLIS = 2_000;

	private static final String NOW = """
			local time = redis.call('TIME')
			local now = time[1] * 1000 + math.floor(time[2] / 1000)
			""";

	private static final RedisScript<Long> ALLOW = RedisScript.of(NOW + """
			redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ':' .. string.format('%.0f', now + ARGV[3]))
			if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then
				redis.call('PEXPIRE', KEYS[1], ARGV[3])
			end
			return 1
			""", Long.class);

	@SuppressWarnings("rawtypes")
	private static final RedisScript<List> READ = RedisScript.of(NOW + """
			local all = redis.call('HGETALL', KEYS[1])
			local answer = {}
			for i = 1, #all, 2 do
				local stale, ends = string.match(all[i + 1], '^(%d+):(%d+)$')
				if stale and tonumber(ends) > now then
					answer[#answer + 1] = all[i]
					answer[#answer + 1] = stale
					answer[#answer + 1] = string.format('%.0f', tonumber(ends) - now)
				end
			end
			return answer
			""", List.class);

	private final StringRedisTemplate redis;

	private final String key;

	private final Consumer<List<Shared>> receiver;

	private final Queue<Runnable> untold = new ConcurrentLinkedQueue<>();

	private boolean warned;

	private volatile @Nullable ScheduledExecutorService thread;

	/**
	 * Shares allowances once it is started.
	 * @param redis the application's Redis
	 * @param keyPrefix the beginning of the key
	 * @param receiver takes all allowances that hold
	 */
	RedisAllowances(StringRedisTemplate redis, String keyPrefix, Consumer<List<Shared>> receiver) {
		this.redis = redis;
		this.key = keyPrefix + "{allowances}";
		this.receiver = receiver;
	}

	@Override
	public void allowed(@Nullable String route, Duration maxStale, Duration lasting) {
		long end = System.nanoTime() + lasting.toNanos();
		tell(() -> {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left > 0) {
				this.redis.execute(ALLOW, List.of(this.key), field(route), Long.toString(maxStale.toMillis()),
						Long.toString(left));
			}
		});
	}

	@Override
	public void ended(@Nullable String route) {
		tell(() -> this.redis.opsForHash().delete(this.key, field(route)));
	}

	/** No route has an empty name. */
	private static String field(@Nullable String route) {
		return (route != null) ? route : "";
	}

	private void tell(Runnable telling) {
		this.untold.add(telling);
		ScheduledExecutorService thread = this.thread;
		if (thread != null) {
			try {
				thread.execute(this::exchange);
			}
			catch (RejectedExecutionException ex) {
				// Stopped, so nobody reads it here either
			}
		}
	}

	private void exchange() {
		try {
			for (Runnable next = this.untold.peek(); next != null; next = this.untold.peek()) {
				next.run();
				this.untold.poll();
			}
			List<Shared> all = read();
			if (this.untold.isEmpty()) {
				this.receiver.accept(all);
			}
			this.warned = false;
		}
		catch (RuntimeException ex) {
			// A stop interrupts what is under way
			if (!this.warned && isRunning()) {
				this.warned = true;
				logger.warn("HTTP cache: allowances to serve stale responses are not shared while Redis does not "
						+ "answer. Cause: " + NestedExceptionUtils.getMostSpecificCause(ex));
			}
		}
	}

	private List<Shared> read() {
		List<?> answer = this.redis.execute(READ, List.of(this.key));
		List<Shared> all = new ArrayList<>();
		for (int i = 0; answer != null && i + 2 < answer.size(); i += 3) {
			String route = String.valueOf(answer.get(i));
			all.add(new Shared(route.isEmpty() ? null : route, millis(answer.get(i + 1)), millis(answer.get(i + 2))));
		}
		return all;
	}

	private static Duration millis(@Nullable Object digits) {
		return Duration.ofMillis(Long.parseLong(String.valueOf(digits)));
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread daemon = new Thread(task, "httpcache-allowances");
				daemon.setDaemon(true);
				return daemon;
			});
			thread.scheduleWithFixedDelay(this::exchange, 0, READ_EVERY_MILLIS, TimeUnit.MILLISECONDS);
			this.thread = thread;
		}
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService thread = this.thread;
		this.thread = null;
		if (thread != null) {
			thread.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
