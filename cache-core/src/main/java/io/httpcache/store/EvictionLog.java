package io.httpcache.store;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The last evictions of more than one URI, numbered. Whoever knows up to which number he
 * looked can check what came since; what came before the log's memory counts as covered.
 * Safe for use by several threads.
 */
public final class EvictionLog {

	/** How many evictions are remembered, a power of two. */
	public static final int CAPACITY = 1024;

	private final AtomicReferenceArray<@Nullable Mark> marks = new AtomicReferenceArray<>(CAPACITY);

	private volatile int sequence;

	/**
	 * The number of the last eviction. Compare numbers by their difference: they wrap.
	 * @return the number
	 */
	public int sequence() {
		return this.sequence;
	}

	/**
	 * Appends an eviction.
	 * @param scope what it concerns
	 */
	public synchronized void append(EvictionScope scope) {
		int next = this.sequence + 1;
		this.marks.set(next & (CAPACITY - 1), new Mark(next, scope));
		this.sequence = next;
	}

	/**
	 * Whether an eviction of an interval concerns a response.
	 * @param after the number last looked at
	 * @param upTo the number to look up to
	 * @param uri its URI
	 * @param response the response
	 * @return {@code true} when one does or nobody knows any more
	 */
	public boolean covers(int after, int upTo, String uri, StoredResponse response) {
		if (upTo - after > CAPACITY) {
			return true;
		}
		for (int number = after + 1; upTo - number >= 0; number++) {
			Mark mark = this.marks.get(number & (CAPACITY - 1));
			if (mark == null || mark.number() != number
					|| mark.scope().covers(uri, response.route(), response.tags())) {
				return true;
			}
		}
		return false;
	}

	private record Mark(int number, EvictionScope scope) {

	}

}
