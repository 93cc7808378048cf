package io.httpcache.autoconfigure.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The JSON of the endpoint. Its fields are a contract: see {@code docs/actuator.md}.
 *
 * @param name the name of the cache
 * @param mode {@code private} or {@code shared}
 * @param store where responses are
 * @param totals over all routes
 * @param routes the most specific first, the default last
 * @param warmUp the last warm-up
 */
record CacheReport(String name, String mode, Store store, Totals totals, List<RouteReport> routes,
		WarmUp warmUp) implements OperationResponseBody {

	/**
	 * Where responses are.
	 *
	 * @param type its name as in {@code httpcache.store.type}
	 * @param entries how many it holds, or -1 when it cannot say
	 * @param bytes what they weigh, or -1 when it cannot say
	 * @param maxBytes what they may weigh, or -1 when it has no bound of its own
	 * @param evictions how many it dropped for lack of room
	 * @param growth how its size develops
	 * @param available whether it answers
	 */
	record Store(String type, long entries, long bytes, long maxBytes, long evictions, Growth growth,
			boolean available) {

	}

	/**
	 * The last warm-up.
	 *
	 * @param state how far it is
	 * @param requested how many URLs were asked for
	 * @param succeeded how many were fetched or were fresh already
	 * @param failed those that were not
	 * @param durationMillis how long it took so far
	 */
	record WarmUp(String state, int requested, int succeeded, List<Failure> failed,
			long durationMillis) implements OperationResponseBody {

	}

	/**
	 * A URL that could not be fetched.
	 *
	 * @param url the URL, secrets redacted
	 * @param error what went wrong
	 */
	record Failure(String url, String error) {

	}

}
