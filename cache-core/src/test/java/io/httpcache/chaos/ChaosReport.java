package io.httpcache.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import io.httpcache.CacheOutcome;

/**
 * What was seen. Safe for use by several threads.
 */
final class ChaosReport {

	private static final int MOST_KEPT = 20;

	private final Map<CacheOutcome, LongAdder> outcomes = new EnumMap<>(CacheOutcome.class);

	private final LongAdder writes = new LongAdder();

	private final LongAdder evictions = new LongAdder();

	private final LongAdder explained = new LongAdder();

	private final LongAdder wrongs = new LongAdder();

	private final LongAdder unexplaineds = new LongAdder();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	private final Queue<String> unexplained = new ConcurrentLinkedQueue<>();

	private final Times calm = new Times();

	private final Times disturbed = new Times();

	ChaosReport() {
		for (CacheOutcome outcome : CacheOutcome.values()) {
			this.outcomes.put(outcome, new LongAdder());
		}
	}

	void answered(CacheOutcome outcome, long nanos, boolean calm) {
		this.outcomes.get(outcome).increment();
		((calm) ? this.calm : this.disturbed).add(nanos);
	}

	void written() {
		this.writes.increment();
	}

	void evicted() {
		this.evictions.increment();
	}

	/** A failure that the origin caused. */
	void explained() {
		this.explained.increment();
	}

	void unexplained(String what) {
		this.unexplaineds.increment();
		keep(this.unexplained, what);
	}

	void wrong(String what) {
		this.wrongs.increment();
		keep(this.wrong, what);
	}

	private static void keep(Queue<String> queue, String what) {
		if (queue.size() < MOST_KEPT) {
			queue.add(what);
		}
	}

	List<String> wrong() {
		return List.copyOf(this.wrong);
	}

	List<String> unexplained() {
		return List.copyOf(this.unexplained);
	}

	@Override
	public String toString() {
		return "  answers: " + this.outcomes + ", writes " + this.writes + ", evictions " + this.evictions
				+ "\n  errors of the origin: " + this.explained + ", other errors: " + this.unexplaineds
				+ ", wrong answers: " + this.wrongs + "\n  time to an answer, calm: " + this.calm
				+ "\n  time to an answer, disturbed: " + this.disturbed;
	}

	/** Durations by quarters of powers of two. */
	private static final class Times {

		private final AtomicLongArray buckets = new AtomicLongArray(4 * 64);

		void add(long nanos) {
			int log = 63 - Long.numberOfLeadingZeros(Math.max(4, nanos));
			this.buckets.incrementAndGet(4 * log + (int) ((nanos >>> (log - 2)) & 3));
		}

		private double millis(double quantile) {
			long all = 0;
			for (int i = 0; i < this.buckets.length(); i++) {
				all += this.buckets.get(i);
			}
			long seen = 0;
			for (int i = 0; i < this.buckets.length(); i++) {
				seen += this.buckets.get(i);
				if (seen > all * quantile || seen == all) {
					return (double) ((5L + (i & 3)) << (i / 4)) / 4 / TimeUnit.MILLISECONDS.toNanos(1);
				}
			}
			return 0;
		}

		@Override
		public String toString() {
			return "p50 < %.2f ms, p99 < %.1f ms, most < %.0f ms".formatted(millis(0.5), millis(0.99), millis(1));
		}

	}

}
