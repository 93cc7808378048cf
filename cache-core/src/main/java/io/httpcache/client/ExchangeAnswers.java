package io.httpcache.client;

import java.time.Duration;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import io.httpcache.CacheEvent;
import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.engine.ForwardReason;
import io.httpcache.engine.Rendition;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.ResponseDecision;
import io.httpcache.http.Uris;
import io.httpcache.store.StoredResponse;

/**
 * What one exchange answers its caller, each answer with its {@code Cache-Status} and
 * told to those who observe the cache. Used by one thread at a time.
 */
public final class ExchangeAnswers {

	private static final Log logger = LogFactory.getLog("io.httpcache.requests");

	private final CacheExchange exchange;

	ExchangeAnswers(CacheExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * The answer to a request that a stored response serves.
	 * @param decision the decision
	 * @return the response to hand on
	 */
	public ServedResponse served(RequestDecision.Serve decision) {
		StoredResponse stored = (StoredResponse) decision.response();
		StatusField status = (decision.outcome() == CacheOutcome.STALE_IF_ERROR)
				? StatusField.forwarded(this.exchange.cache.name, CacheOutcome.STALE_IF_ERROR, ForwardReason.STALE, 0,
						false, CacheReason.STALE_IF_ERROR)
				: StatusField.hit(this.exchange.cache.name, decision.outcome(), decision.ttl(), decision.detail());
		return answer(stored, decision.rendition(), decision.age(), status, null);
	}

	/**
	 * The answer to a request that shares another one's.
	 * @param decision the decision with what landed
	 * @param fetch what it would have done
	 * @return the response to hand on
	 */
	public ServedResponse collapsed(RequestDecision.Serve decision, RequestDecision.Fetch fetch) {
		if (decision.outcome() == CacheOutcome.STALE_IF_ERROR) {
			return served(decision);
		}
		return answer((StoredResponse) decision.response(), decision.rendition(), decision.age(), StatusField
			.forwarded(this.exchange.cache.name, CacheOutcome.COLLAPSED, fetch.forward(), 0, false, null), null);
	}

	/**
	 * The answer with a stale response in the place of a failure.
	 * @param decision the decision
	 * @param originStatus the status of the origin's answer, or 0 when there was none
	 * @return the response to hand on
	 */
	public ServedResponse stale(ResponseDecision.ServeStale decision, int originStatus) {
		this.exchange.flight().end();
		StatusField status = StatusField.forwarded(this.exchange.cache.name, CacheOutcome.STALE_IF_ERROR,
				ForwardReason.STALE, originStatus, false, CacheReason.STALE_IF_ERROR);
		return answer((StoredResponse) decision.response(), decision.rendition(), decision.age(), status, null);
	}

	/**
	 * The answer with a stale response while the origin has not answered yet.
	 * @param decision the decision
	 * @return the response to hand on
	 */
	public ServedResponse meanwhile(ResponseDecision.ServeStale decision) {
		StatusField status = StatusField.hit(this.exchange.cache.name, CacheOutcome.STALE, decision.ttl(),
				decision.reason());
		return answer((StoredResponse) decision.response(), decision.rendition(), decision.age(), status, null);
	}

	/**
	 * The answer with a confirmed response.
	 * @param after the updated response
	 * @param decision the decision to freshen
	 * @param fetch the decision before
	 * @param originStatus the status of the origin's answer
	 * @param stored whether the update was stored
	 * @return the response to hand on
	 */
	public ServedResponse revalidated(StoredResponse after, ResponseDecision.Freshen decision,
			RequestDecision.Fetch fetch, int originStatus, boolean stored) {
		boolean confirmed = originStatus == 304;
		StatusField status = StatusField.forwarded(this.exchange.cache.name,
				confirmed ? CacheOutcome.REVALIDATED : CacheOutcome.MISS, fetch.forward(), confirmed ? 304 : 0, stored,
				stored ? null : refusalOf(fetch));
		long age = after.facts().initialAge() / 1000;
		return answer(after, decision.rendition(), age, status, null);
	}

	private static CacheReason refusalOf(RequestDecision.Fetch fetch) {
		return (fetch.refusal() != null) ? fetch.refusal() : CacheReason.INVALIDATED;
	}

	/**
	 * The answer 504 to a request that only a stored response could satisfy.
	 * @return the response to hand on
	 */
	public ServedResponse unsatisfiable() {
		StatusField status = StatusField.forwarded(this.exchange.cache.name, CacheOutcome.UNSATISFIABLE, null, 0, false,
				CacheReason.ONLY_IF_CACHED);
		finish(CacheOutcome.UNSATISFIABLE, CacheReason.ONLY_IF_CACHED, 504, status, 0, 0, Set.of());
		return ServedResponse.gatewayTimeout(status);
	}

	private ServedResponse answer(StoredResponse stored, Rendition rendition, long age, StatusField status,
			@Nullable CacheReason reason) {
		ServedResponse response = ServedResponse.of(stored, rendition, age, status);
		finish(status.outcome(), (reason != null) ? reason : status.detail(), response.status(), status,
				(status.outcome() == CacheOutcome.MISS) ? 0 : response.length(),
				status.outcome().isAnsweredByCache() ? stored.facts().responseTime() - stored.facts().requestTime() : 0,
				stored.tags());
		return response;
	}

	/**
	 * The headers of an answer that the origin gave and the driver hands on.
	 * @param headers the origin's headers
	 * @param status the origin's status
	 * @param fetch the decision before, or {@code null} when the request passed by
	 * @param stored whether the response was stored
	 * @param reason why not
	 * @return a read-only view of the headers with {@code Cache-Status}
	 */
	public HttpHeaders forwarded(HttpHeaders headers, int status, RequestDecision.@Nullable Fetch fetch, boolean stored,
			@Nullable CacheReason reason) {
		CacheOutcome outcome = (fetch != null) ? CacheOutcome.MISS : CacheOutcome.BYPASS;
		ForwardReason forward = (fetch != null) ? fetch.forward() : passing();
		StatusField field = StatusField.forwarded(this.exchange.cache.name, outcome, forward, 0, stored, reason);
		if (fetch != null && reason != null) {
			this.exchange.cache.observer.notStored(this.exchange.route, reason);
		}
		finish(outcome, reason, status, field, 0, 0, Set.of());
		return ResponseHeaders.of(this.exchange.fields(headers), -1, field);
	}

	private ForwardReason passing() {
		return this.exchange.request.isSafe() ? ForwardReason.BYPASS : ForwardReason.METHOD;
	}

	/**
	 * The call failed and nothing could stand in: the failure goes to the caller as it
	 * is.
	 * @param fetch the decision before, or {@code null} when the request passed by
	 */
	public void failedForGood(RequestDecision.@Nullable Fetch fetch) {
		this.exchange.flight().end();
		CacheOutcome outcome = (fetch != null) ? CacheOutcome.MISS : CacheOutcome.BYPASS;
		StatusField field = StatusField.forwarded(this.exchange.cache.name, outcome,
				(fetch != null) ? fetch.forward() : passing(), 0, false, this.exchange.bypass());
		finish(outcome, this.exchange.bypass(), null, field, 0, 0, Set.of());
	}

	private void finish(CacheOutcome outcome, @Nullable CacheReason reason, @Nullable Integer status, StatusField field,
			long bytesSaved, long millisSaved, Set<String> tags) {
		this.exchange.tell(() -> tell(outcome, reason, status, field, bytesSaved, millisSaved, tags));
	}

	private void tell(CacheOutcome outcome, @Nullable CacheReason reason, @Nullable Integer status, StatusField field,
			long bytesSaved, long millisSaved, Set<String> tags) {
		long nanos = System.nanoTime() - this.exchange.started;
		this.exchange.cache.observer.answered(this.exchange.route, outcome, nanos, bytesSaved, millisSaved);
		boolean debug = logger.isDebugEnabled();
		if (debug || this.exchange.cache.events.hasListeners()) {
			String url = Uris.redact(this.exchange.wire.getURI().toString(), this.exchange.cache.secrets::matches);
			if (debug) {
				logger.debug("%s %s -> %s%s, route \"%s\", %s".formatted(this.exchange.request.method(), url, outcome,
						(reason != null) ? " (" + reason + ")" : "", this.exchange.route.name(), field));
			}
			if (this.exchange.cache.events.hasListeners()) {
				this.exchange.cache.events
					.publish(new CacheEvent(this.exchange.request.method(), url, this.exchange.route.name(), outcome,
							reason, status, Duration.ofNanos(nanos), field.toString(), tags));
			}
		}
	}

}
