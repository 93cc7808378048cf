package io.httpcache.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.http.Fields;

/**
 * What to do after the network.
 */
public sealed interface ResponseDecision {

	/**
	 * Hands the decision to the matching method.
	 * @param <R> the type of the result
	 * @param <X> the type of exception
	 * @param visitor one method for each kind
	 * @return what it returned
	 * @throws X what it threw
	 */
	<R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

	/**
	 * Read the body whole, within the limits for reading ahead, store the response and
	 * hand it on.
	 *
	 * @param fields the fields to store
	 * @param facts what was read from them
	 * @param keepUntil the moment after which it is of no more use, in epoch milliseconds
	 * @param groups labels for its cache groups
	 * @param invalidation what to invalidate first
	 */
	record Store(Fields fields, ResponseFacts facts, long keepUntil, List<String> groups,
			Invalidation invalidation) implements ResponseDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.store(this);
		}

	}

	/**
	 * Put the fields of a 304 (or of a HEAD) into a stored response and answer with it.
	 *
	 * @param before the stored response
	 * @param fields its updated fields
	 * @param facts what was read from them
	 * @param keepUntil the moment after which it is of no more use
	 * @param update whether to write the update to the store
	 * @param rendition in which form it answers the caller
	 */
	record Freshen(StoredCandidate before, Fields fields, ResponseFacts facts, long keepUntil, boolean update,
			Rendition rendition) implements ResponseDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.freshen(this);
		}

	}

	/**
	 * Answer with a stale stored response: the origin failed, or has not answered yet.
	 *
	 * @param response the stored response
	 * @param rendition in which form
	 * @param age the current age in seconds
	 * @param ttl the freshness left in seconds, negative
	 * @param reason {@code STALE_IF_ERROR} or {@code SOFT_TIMEOUT}
	 */
	record ServeStale(StoredCandidate response, Rendition rendition, long age, long ttl,
			CacheReason reason) implements ResponseDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.serveStale(this);
		}

	}

	/**
	 * Hand the answer on as it is and do not store it.
	 *
	 * @param reason why it is not stored, or {@code null} where nobody would expect it to
	 * be
	 * @param invalidation what to invalidate first
	 */
	record PassThrough(@Nullable CacheReason reason, Invalidation invalidation) implements ResponseDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.passThrough(this);
		}

	}

	/**
	 * Ask again without conditions: the origin confirmed a response that is not stored.
	 *
	 * @param fetch the fetch to do
	 */
	record FetchAgain(RequestDecision.Fetch fetch) implements ResponseDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.fetchAgain(this);
		}

	}

	/**
	 * One method for each kind, so that a new kind breaks every driver at compile time.
	 *
	 * @param <R> the type of the result
	 * @param <X> the type of exception
	 */
	interface Visitor<R, X extends Exception> {

		/**
		 * Store and hand on.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R store(Store decision) throws X;

		/**
		 * Update what is stored and answer with it.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R freshen(Freshen decision) throws X;

		/**
		 * Answer with a stale response.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R serveStale(ServeStale decision) throws X;

		/**
		 * Hand on.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R passThrough(PassThrough decision) throws X;

		/**
		 * Ask again.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R fetchAgain(FetchAgain decision) throws X;

	}

}
