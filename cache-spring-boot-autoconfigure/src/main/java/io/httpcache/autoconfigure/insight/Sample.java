package io.httpcache.autoconfigure.insight;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;

/**
 * One request on record. Numbers and fingerprints only.
 *
 * @param number the how-manieth request of its route it was
 * @param at when it was answered, in epoch milliseconds
 * @param path a fingerprint of the URI without its query
 * @param uri a fingerprint of the URI as the key has it
 * @param partition a fingerprint of what separates callers
 * @param arrived when the response that answered had arrived, or 0
 * @param expires when that becomes stale, or 0
 * @param outcome how it was answered
 * @param fetched what the origin's answer showed, or {@code null} when it gave none
 */
record Sample(int number, long at, int path, int uri, long partition, long arrived, long expires, CacheOutcome outcome,
		@Nullable Fetched fetched) {

	long key() {
		return Fingerprints.combine(this.uri, this.partition);
	}

}
