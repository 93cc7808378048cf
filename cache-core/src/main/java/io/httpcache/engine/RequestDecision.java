package io.httpcache.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.http.FieldLines;

/**
 * What to do before the network.
 */
public sealed interface RequestDecision {

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
	 * Answer with a stored response.
	 *
	 * @param response the stored response
	 * @param outcome {@code HIT}, {@code STALE} or {@code STALE_IF_ERROR}
	 * @param rendition in which form
	 * @param age the current age in seconds (RFC 9111 §4.2.3)
	 * @param ttl the freshness left in seconds, negative when stale
	 * @param refresh the fetch to do in the background, or {@code null}
	 * @param detail what allowed a stale answer where neither the origin nor the route
	 * did, or {@code null}
	 */
	record Serve(StoredCandidate response, CacheOutcome outcome, Rendition rendition, long age, long ttl,
			@Nullable Fetch refresh, @Nullable CacheReason detail) implements RequestDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.serve(this);
		}

	}

	/**
	 * Ask the origin.
	 *
	 * @param request the caller's request
	 * @param policy the rules
	 * @param forward why
	 * @param conditions fields that take the place of the caller's conditional ones;
	 * empty to leave the request as it is
	 * @param validated the stored responses that a 304 may confirm
	 * @param standIn the stale response that may answer if the origin fails, or
	 * {@code null}
	 * @param standInUntil until when it may, in epoch milliseconds
	 * @param patience how long to wait for the origin before a stale response answers, or
	 * {@code null} to wait for it whatever it takes
	 * @param refusal why the answer must not be stored, or {@code null} if it may
	 * @param collapsible whether identical requests may wait for the answer
	 */
	record Fetch(CacheRequest request, CachePolicy policy, ForwardReason forward, FieldLines conditions,
			List<StoredCandidate> validated, @Nullable StoredCandidate standIn, long standInUntil,
			@Nullable Patience patience, @Nullable CacheReason refusal,
			boolean collapsible) implements RequestDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.fetch(this);
		}

		Fetch with(@Nullable Patience patience) {
			return (patience == null) ? this : new Fetch(this.request, this.policy, this.forward, this.conditions,
					this.validated, this.standIn, this.standInUntil, patience, this.refusal, this.collapsible);
		}

		/**
		 * The same fetch without conditions: for an origin that confirmed what is not
		 * stored.
		 * @return a fetch of the whole response
		 */
		Fetch unconditional() {
			return new Fetch(this.request, this.policy, this.forward, FieldLines.NONE, List.of(), this.standIn,
					this.standInUntil, this.patience, this.refusal, this.collapsible);
		}

	}

	/**
	 * How long to wait for the origin.
	 *
	 * @param millis how long, from the moment of the request
	 * @param standIn the stale response that answers then; the fetch goes on
	 * @param until until when it may, in epoch milliseconds
	 */
	record Patience(long millis, StoredCandidate standIn, long until) {

	}

	/**
	 * Answer 504: only a stored response was acceptable.
	 */
	record Unsatisfiable() implements RequestDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.unsatisfiable(this);
		}

	}

	/**
	 * Send the request as it is and hand the answer on; only invalidation applies.
	 *
	 * @param reason why
	 */
	record Bypass(CacheReason reason) implements RequestDecision {

		@Override
		public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
			return visitor.bypass(this);
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
		 * Answer with a stored response.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R serve(Serve decision) throws X;

		/**
		 * Ask the origin.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R fetch(Fetch decision) throws X;

		/**
		 * Answer 504.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R unsatisfiable(Unsatisfiable decision) throws X;

		/**
		 * Stand aside.
		 * @param decision the decision
		 * @return the result
		 * @throws X when it fails
		 */
		R bypass(Bypass decision) throws X;

	}

}
