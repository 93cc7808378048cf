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
import io.httpcache.http.Fields;
import io.httpcache.http.Uris;
import io.httpcache.store.StoredResponse;

/**
 * What exchanges answer their callers, each answer with its {@code Cache-Status} and told
 * to those who observe the cache.
 */
public final class ExchangeAnswers {

	private static final Log logger = LogFactory.getLog("io.httpcache.requests");

	private ExchangeAnswers() {
	}

	/**
	 * The answer to a request that a stored response serves.
	 * @param exchange the exchange
	 * @param decision the decision
	 * @return the response to hand on
	 */
	public static ServedResponse served(CacheExchange exchange, RequestDecision.Serve decision) {
		StoredResponse stored = (StoredResponse) decision.response();
		StatusField status = (decision.outcome() == CacheOutcome.STALE_IF_ERROR)
				? StatusField.forwarded(exchange.cache.name, CacheOutcome.STALE_IF_ERROR, ForwardReason.STALE, 0, false,
						CacheReason.STALE_IF_ERROR)
				: StatusField.hit(exchange.cache.name, decision.outcome(), decision.ttl(), decision.detail());
		return answer(exchange, stored, decision.rendition(), decision.age(), status, null);
	}

	/**
	 * The answer to a request that shares another one's.
	 * @param exchange the exchange
	 * @param decision the decision with what landed
	 * @param fetch what it would have done
	 * @return the response to hand on
	 */
	public static ServedResponse collapsed(CacheExchange exchange, RequestDecision.Serve decision,
			RequestDecision.Fetch fetch) {
		if (decision.outcome() == CacheOutcome.STALE_IF_ERROR) {
			return served(exchange, decision);
		}
		return answer(exchange, (StoredResponse) decision.response(), decision.rendition(), decision.age(),
				StatusField.forwarded(exchange.cache.name, CacheOutcome.COLLAPSED, fetch.forward(), 0, false, null),
				null);
	}

	/**
	 * The answer with a stale response in the place of a failure.
	 * @param exchange the exchange
	 * @param decision the decision
	 * @param originStatus the status of the origin's answer, or 0 when there was none
	 * @return the response to hand on
	 */
	public static ServedResponse stale(CacheExchange exchange, ResponseDecision.ServeStale decision, int originStatus) {
		exchange.flight().end();
		StatusField status = StatusField.forwarded(exchange.cache.name, CacheOutcome.STALE_IF_ERROR,
				ForwardReason.STALE, originStatus, false, CacheReason.STALE_IF_ERROR);
		return answer(exchange, (StoredResponse) decision.response(), decision.rendition(), decision.age(), status,
				null);
	}

	/**
	 * The answer with a stale response while the origin has not answered yet.
	 * @param exchange the exchange
	 * @param decision the decision
	 * @return the response to hand on
	 */
	public static ServedResponse meanwhile(CacheExchange exchange, ResponseDecision.ServeStale decision) {
		StatusField status = StatusField.hit(exchange.cache.name, CacheOutcome.STALE, decision.ttl(),
				decision.reason());
		return answer(exchange, (StoredResponse) decision.response(), decision.rendition(), decision.age(), status,
				null);
	}

	/**
	 * The answer with a confirmed response.
	 * @param exchange the exchange
	 * @param after the updated response
	 * @param decision the decision to freshen
	 * @param fetch the decision before
	 * @param originStatus the status of the origin's answer
	 * @param stored whether the update was stored
	 * @return the response to hand on
	 */
	public static ServedResponse revalidated(CacheExchange exchange, StoredResponse after,
			ResponseDecision.Freshen decision, RequestDecision.Fetch fetch, int originStatus, boolean stored) {
		boolean confirmed = originStatus == 304;
		StatusField status = StatusField.forwarded(exchange.cache.name,
				confirmed ? CacheOutcome.REVALIDATED : CacheOutcome.MISS, fetch.forward(), confirmed ? 304 : 0, stored,
				stored ? null : refusalOf(exchange, fetch));
		long age = after.facts().initialAge() / 1000;
		return answer(exchange, after, decision.rendition(), age, status, null);
	}

	private static CacheReason refusalOf(CacheExchange exchange, RequestDecision.Fetch fetch) {
		return (fetch.refusal() != null) ? fetch.refusal() : exchange.writes().refusal();
	}

	/**
	 * The answer 504 to a request that only a stored response could satisfy.
	 * @param exchange the exchange
	 * @return the response to hand on
	 */
	public static ServedResponse unsatisfiable(CacheExchange exchange) {
		StatusField status = StatusField.forwarded(exchange.cache.name, CacheOutcome.UNSATISFIABLE, null, 0, false,
				CacheReason.ONLY_IF_CACHED);
		finish(exchange, CacheOutcome.UNSATISFIABLE, CacheReason.ONLY_IF_CACHED, 504, status, 0, 0, Set.of());
		return ServedResponse.gatewayTimeout(status);
	}

	private static ServedResponse answer(CacheExchange exchange, StoredResponse stored, Rendition rendition, long age,
			StatusField status, @Nullable CacheReason reason) {
		ServedResponse response = ServedResponse.of(stored, rendition, age, status);
		exchange.answeredWith(stored);
		finish(exchange, status.outcome(), (reason != null) ? reason : status.detail(), response.status(), status,
				(status.outcome() == CacheOutcome.MISS) ? 0 : response.length(),
				status.outcome().isAnsweredByCache() ? stored.facts().responseTime() - stored.facts().requestTime() : 0,
				stored.tags());
		return response;
	}

	/**
	 * The headers of an answer that the origin gave and the driver hands on.
	 * @param exchange the exchange
	 * @param headers the origin's headers
	 * @param status the origin's status
	 * @param fetch the decision before, or {@code null} when the request passed by
	 * @param stored whether the response was stored
	 * @param reason why not
	 * @return a read-only view of the headers with {@code Cache-Status}
	 */
	public static HttpHeaders forwarded(CacheExchange exchange, HttpHeaders headers, int status,
			RequestDecision.@Nullable Fetch fetch, boolean stored, @Nullable CacheReason reason) {
		CacheOutcome outcome = (fetch != null) ? CacheOutcome.MISS : CacheOutcome.BYPASS;
		ForwardReason forward = (fetch != null) ? fetch.forward() : passing(exchange);
		StatusField field = StatusField.forwarded(exchange.cache.name, outcome, forward, 0, stored, reason);
		if (fetch != null && reason != null) {
			exchange.cache.observer.notStored(exchange.route, reason);
		}
		Fields fields = exchange.head(status, headers, exchange.cache.now()).fields();
		finish(exchange, outcome, reason, status, field, 0, 0, Set.of());
		return ResponseHeaders.of(fields, -1, field);
	}

	private static ForwardReason passing(CacheExchange exchange) {
		return exchange.request.isSafe() ? ForwardReason.BYPASS : ForwardReason.METHOD;
	}

	/**
	 * The call failed and nothing could stand in: the failure goes to the caller as it
	 * is.
	 * @param exchange the exchange
	 * @param fetch the decision before, or {@code null} when the request passed by
	 */
	public static void failedForGood(CacheExchange exchange, RequestDecision.@Nullable Fetch fetch) {
		exchange.flight().end();
		CacheOutcome outcome = (fetch != null) ? CacheOutcome.MISS : CacheOutcome.BYPASS;
		StatusField field = StatusField.forwarded(exchange.cache.name, outcome,
				(fetch != null) ? fetch.forward() : passing(exchange), 0, false, exchange.bypass());
		finish(exchange, outcome, exchange.bypass(), null, field, 0, 0, Set.of());
	}

	private static void finish(CacheExchange exchange, CacheOutcome outcome, @Nullable CacheReason reason,
			@Nullable Integer status, StatusField field, long bytesSaved, long millisSaved, Set<String> tags) {
		if (exchange.isDetached()) {
			exchange.background()
				.handOver()
				.tellLater(() -> tell(exchange, outcome, reason, status, field, bytesSaved, millisSaved, tags));
		}
		else if (!exchange.isRefresh()) {
			tell(exchange, outcome, reason, status, field, bytesSaved, millisSaved, tags);
		}
	}

	private static void tell(CacheExchange exchange, CacheOutcome outcome, @Nullable CacheReason reason,
			@Nullable Integer status, StatusField field, long bytesSaved, long millisSaved, Set<String> tags) {
		long nanos = System.nanoTime() - exchange.started;
		try {
			exchange.cache.observer.answered(exchange.route, outcome, nanos, bytesSaved, millisSaved);
			exchange.cache.observer.completed(new AnsweredExchange(exchange, outcome, reason,
					(status != null) ? status : 0, nanos, exchange.response()));
		}
		catch (RuntimeException ex) {
			exchange.cache.warnings.warn("observer", "A CacheObserver failed; the call goes on without it", ex);
		}
		boolean debug = logger.isDebugEnabled();
		if (debug || exchange.cache.events.hasListeners()) {
			String url = Uris.redact(exchange.wire.getURI().toString(), exchange.cache.secrets::matches);
			if (debug) {
				logger.debug("%s %s -> %s%s, route \"%s\", %s".formatted(exchange.request.method(), url, outcome,
						(reason != null) ? " (" + reason + ")" : "", exchange.route.name(), field));
			}
			if (exchange.cache.events.hasListeners()) {
				exchange.cache.events.publish(new CacheEvent(exchange.request.method(), url, exchange.route.name(),
						outcome, reason, status, Duration.ofNanos(nanos), field.toString(), tags));
			}
		}
	}

}
