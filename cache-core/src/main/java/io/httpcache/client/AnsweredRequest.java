package io.httpcache.client;

import java.util.function.BiConsumer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.OriginResponse;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.StoredResponse;

/**
 * Everything about one request that has been answered, for a {@link CacheObserver}. Valid
 * only during the call that hands it over, and full of secrets: an observer takes what it
 * needs and keeps neither this nor the request.
 */
public interface AnsweredRequest {

	/**
	 * The request as it went on the wire, credentials included.
	 * @return the request
	 */
	HttpRequest wire();

	/**
	 * The request as the engine saw it.
	 * @return the request
	 */
	CacheRequest request();

	/**
	 * Its route.
	 * @return the route
	 */
	Route route();

	/**
	 * The normalised URI that keys and invalidations name, without ignored parameters.
	 * @return the URI
	 */
	String uri();

	/**
	 * The key.
	 * @return the key, or {@code null} when the request passed by
	 */
	@Nullable CacheKey key();

	/**
	 * How it was answered.
	 * @return the outcome
	 */
	CacheOutcome outcome();

	/**
	 * Why nothing was stored or used.
	 * @return the reason, or {@code null}
	 */
	@Nullable CacheReason reason();

	/**
	 * The status of the answer.
	 * @return the status, or 0 when the call failed
	 */
	int status();

	/**
	 * From the request's arrival at the cache to its answer.
	 * @return nanoseconds
	 */
	long nanos();

	/**
	 * The stored form of the answer.
	 * @return what answered from the store, or what was to be stored; {@code null} when
	 * the origin answered and nothing was to be stored
	 */
	@Nullable StoredResponse response();

	/**
	 * The head of the origin's answer.
	 * @return the head, or {@code null} when the origin was not asked or did not answer
	 */
	@Nullable OriginResponse origin();

	/**
	 * The client's observation, where the driver knows it.
	 * @return the observation of a reactive client; {@code null} for blocking ones, whose
	 * observation is the current one of the thread
	 */
	@Nullable Observation observation();

	/**
	 * What keeps this request apart from others of its URI, as it would be digested.
	 * Computed again, so not for every request.
	 * @param part takes name and value
	 */
	void forEachKeyPart(BiConsumer<String, String> part);

}
