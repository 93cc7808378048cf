package io.httpcache.autoconfigure.insight;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Names with fingerprints of their values, in their order.
 *
 * @param names the names
 * @param values the fingerprints
 */
record Parts(String[] names, long[] values) {

	/** How many are kept of one request; those beyond count as one. */
	static final int MAX = 16;

	static final Parts NONE = new Parts(new String[0], new long[0]);

	static Parts of(List<String> names, List<Long> values) {
		if (names.isEmpty()) {
			return NONE;
		}
		int count = Math.min(names.size(), MAX);
		String[] kept = names.subList(0, count).toArray(String[]::new);
		long[] fingerprints = values.stream().limit(count).mapToLong(Long::longValue).toArray();
		for (int i = MAX; i < names.size(); i++) {
			kept[MAX - 1] = Names.OTHER;
			fingerprints[MAX - 1] = Fingerprints.combine(fingerprints[MAX - 1], values.get(i));
		}
		return new Parts(kept, fingerprints);
	}

	boolean has(String name) {
		return Arrays.asList(this.names).contains(name);
	}

	/** Combines the values of a name, or 0 when it is not there. */
	long value(String name) {
		long combined = 0;
		for (int i = 0; i < this.names.length; i++) {
			if (this.names[i].equals(name)) {
				combined = Fingerprints.combine(combined, this.values[i]);
			}
		}
		return combined;
	}

	/** What is left when some names are left out. */
	long without(@Nullable Predicate<String> dropped) {
		long combined = 1;
		for (int i = 0; i < this.names.length; i++) {
			if (dropped == null || !dropped.test(this.names[i])) {
				combined = Fingerprints.combine(Fingerprints.combine(combined, this.names[i].hashCode()),
						this.values[i]);
			}
		}
		return combined;
	}

}
