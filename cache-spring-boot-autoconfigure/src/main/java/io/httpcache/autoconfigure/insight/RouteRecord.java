package io.httpcache.autoconfigure.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The latest requests of one route, in a ring. When they come so fast that the ring spans
 * less than ten minutes, only those of half of the paths are kept from then on, and so
 * on: all requests of a path or none, for only then can be told how often it is asked
 * for. Safe for use by several threads.
 */
final class RouteRecord {

	/** What the ring is meant to span at least, in milliseconds. */
	static final long WINDOW = 600_000;

	/** All paths. */
	static final int ALL = 1 << 16;

	/** Fewer paths than this are never halved: they would be none soon. */
	private static final int FEW_PATHS = 64;

	private final AtomicReferenceArray<@Nullable Sample> ring;

	private final AtomicInteger next = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private volatile int threshold = ALL;

	/** The smallest threshold that any sample in the ring was taken under. */
	private volatile int effective = ALL;

	RouteRecord(int capacity) {
		this.ring = new AtomicReferenceArray<>(capacity);
	}

	/** Counts a request. */
	int count() {
		return this.requests.incrementAndGet();
	}

	/** Whether the requests of a path are kept. */
	boolean samples(int path) {
		return (path >>> 16) < this.threshold;
	}

	void add(Sample sample) {
		int index = Math.floorMod(this.next.getAndIncrement(), this.ring.length());
		this.ring.setRelease(index, sample);
		if (index == this.ring.length() - 1) {
			adapt(sample.at());
		}
	}

	private void adapt(long now) {
		long oldest = now;
		int[] paths = new int[this.ring.length()];
		for (int i = 0; i < paths.length; i++) {
			Sample sample = this.ring.getAcquire(i);
			if (sample != null) {
				oldest = Math.min(oldest, sample.at());
				paths[i] = sample.path();
			}
		}
		long span = now - oldest;
		int before = this.threshold;
		if (span < WINDOW && areMany(paths)) {
			this.threshold = before / 2;
		}
		else if (span > 4 * WINDOW && before < ALL) {
			this.threshold = before * 2;
		}
		this.effective = Math.min(before, this.threshold);
	}

	private static boolean areMany(int[] paths) {
		Arrays.sort(paths);
		int distinct = 1;
		for (int i = 1; i < paths.length; i++) {
			if (paths[i] != paths[i - 1]) {
				distinct++;
			}
		}
		return distinct >= FEW_PATHS;
	}

	Recorded recorded() {
		int limit = this.effective;
		List<Sample> samples = all().stream().filter((sample) -> (sample.path() >>> 16) < limit).toList();
		int requests = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).number() - samples.get(0).number() + 1;
		return new Recorded(samples, (double) limit / ALL, Math.max(samples.size(), requests));
	}

	private List<Sample> all() {
		List<Sample> all = new ArrayList<>(this.ring.length());
		for (int i = 0; i < this.ring.length(); i++) {
			Sample sample = this.ring.getAcquire(i);
			if (sample != null) {
				all.add(sample);
			}
		}
		all.sort(Comparator.comparingLong(Sample::at));
		return all;
	}

	/**
	 * What is on record at a moment.
	 *
	 * @param samples the samples in the order of time, of the same paths throughout
	 * @param share the share of paths that is on record, 0 to 1
	 * @param requests how many requests came in the time of the samples, to whatever path
	 */
	record Recorded(List<Sample> samples, double share, int requests) {

	}

}
