package io.httpcache.client;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.route.Route;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;

/**
 * Counts what the cache does. Called on the path of every request: must be fast, must not
 * block and must not throw.
 */
public interface CacheObserver {

	/**
	 * A request has been answered, or its call failed.
	 * @param route its route
	 * @param outcome how
	 * @param nanos from its arrival at the cache, in nanoseconds
	 * @param bytesSaved body bytes that did not cross the network
	 * @param millisSaved how long the origin took for what the cache answered
	 */
	default void answered(Route route, CacheOutcome outcome, long nanos, long bytesSaved, long millisSaved) {
	}

	/**
	 * A request has been answered, or its call failed: all there is to know of it. Comes
	 * right after {@link #answered}.
	 * @param request the request, to be read during this call only
	 */
	default void completed(AnsweredRequest request) {
	}

	/**
	 * A response was not stored.
	 * @param route its route
	 * @param reason why
	 */
	default void notStored(Route route, CacheReason reason) {
	}

	/**
	 * A background refresh ended.
	 * @param route its route
	 * @param trigger what asked for it
	 * @param result what came of it
	 */
	default void refreshed(Route route, RefreshTrigger trigger, RefreshResult result) {
	}

	/**
	 * An operation of a store ended.
	 * @param tier the store, by its type
	 * @param operation what it was asked for
	 * @param result what came of it
	 */
	default void storeOperation(String tier, StoreOperation operation, StoreResult result) {
	}

	/** What asks for a refresh. */
	enum RefreshTrigger {

		/** A stale response was served meanwhile. */
		STALE_WHILE_REVALIDATE,

		/** A fresh response came near the end of its freshness. */
		REFRESH_AHEAD,

		/** The origin took longer than the soft timeout. */
		SOFT_TIMEOUT,

		/** A stale response was served by leave given for an outage. */
		OUTAGE

	}

	/** What comes of a refresh. */
	enum RefreshResult {

		/** A new response was stored. */
		STORED,

		/** The stored response was confirmed. */
		CONFIRMED,

		/** The new response could not be stored. */
		NOT_STORED,

		/** The origin refused the credential (401, 403). */
		REFUSED,

		/** The origin failed. */
		FAILED,

		/** There were too many refreshes at the time. */
		REJECTED,

		/** Another instance that shares the store does it. */
		ELSEWHERE

	}

}
