package io.httpcache;

import java.util.Map;

/**
 * Figures since the start of the cache.
 *
 * @param totals over all routes
 * @param routes by the name of the route
 * @param entries how many responses are stored, or -1 when the store cannot say
 * @param bytes what they weigh, or -1 when the store cannot say
 * @param maxBytes what they may weigh, or -1 when the store has no bound of its own
 * @param evictions how many the store dropped for lack of room
 * @param available whether the store answers
 */
public record CacheStatistics(Traffic totals, Map<String, Traffic> routes, long entries, long bytes, long maxBytes,
		long evictions, boolean available) {

	public CacheStatistics {
		routes = Map.copyOf(routes);
	}

	/**
	 * Requests by how they were answered.
	 *
	 * @param outcomes counts by outcome, one for each
	 * @param bytesSaved body bytes that did not cross the network
	 * @param timeSavedMillis the time that callers did not wait, estimated from how long
	 * the origin took
	 */
	public record Traffic(Map<CacheOutcome, Long> outcomes, long bytesSaved, long timeSavedMillis) {

		public Traffic {
			outcomes = Map.copyOf(outcomes);
		}

		/**
		 * How many requests had this outcome.
		 * @param outcome the outcome
		 * @return the count
		 */
		public long count(CacheOutcome outcome) {
			return this.outcomes.getOrDefault(outcome, 0L);
		}

		/**
		 * All requests.
		 * @return the count
		 */
		public long requests() {
			return this.outcomes.values().stream().mapToLong(Long::longValue).sum();
		}

		/**
		 * The share of requests answered without reaching the origin, of those that could
		 * have been (all but {@link CacheOutcome#BYPASS}). A 504 for want of a stored
		 * response ({@link CacheOutcome#UNSATISFIABLE}) is no answer, and who got a stale
		 * response because the origin failed did reach it.
		 * @return a number from 0 to 1; 0 when there were none
		 */
		public double hitRate() {
			long answered = this.outcomes.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().isAnsweredByCache())
				.mapToLong(Map.Entry::getValue)
				.sum();
			return share(answered);
		}

		/**
		 * How many requests could have been answered by the cache: all but
		 * {@link CacheOutcome#BYPASS}.
		 * @return the count
		 */
		public long cacheable() {
			return requests() - count(CacheOutcome.BYPASS);
		}

		/**
		 * The share of requests answered with a stale response, of those that could have
		 * been answered by the cache.
		 * @return a number from 0 to 1; 0 when there were none
		 */
		public double staleRate() {
			return share(count(CacheOutcome.STALE) + count(CacheOutcome.STALE_IF_ERROR));
		}

		private double share(long part) {
			long cacheable = cacheable();
			return (cacheable == 0) ? 0 : (double) part / cacheable;
		}

	}

}
