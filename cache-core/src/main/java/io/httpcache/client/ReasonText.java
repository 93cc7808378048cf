package io.httpcache.client;

import io.httpcache.CacheReason;

/**
 * Each {@link CacheReason} in words, for people who meet it for the first time.
 */
public final class ReasonText {

	private ReasonText() {
	}

	/**
	 * What a reason means.
	 * @param reason the reason
	 * @return a sentence without a full stop
	 */
	public static String of(CacheReason reason) {
		return switch (reason) {
			case POSITION -> "something stands between the cache and the network in this client, so the cache cannot "
					+ "see the request as it is sent";
			case DISABLED -> "caching is switched off for this route (enabled: false)";
			case REQUESTED -> "the request asked to pass by the cache";
			case METHOD -> "the method is not one that this route answers from the cache";
			case CREDENTIAL ->
				"the credential is a new one on each request; partition: application lets requests share "
						+ "entries when it is the application's own";
			case PARTITION -> "the partition resolver gave no partition for this request";
			case REQUEST_BODY -> "the request has a body, and it is no part of the key";
			case MUTATION -> "the body is a GraphQL mutation";
			case REQUEST_NO_STORE -> "the request says no-store";
			case ONLY_IF_CACHED -> "only a stored response was acceptable, and there was none";
			case RANGE -> "the request asks for several ranges, or for one that is not stored";
			case PARTIAL_CONTENT -> "a part of a response is never stored as the whole";
			case STATUS -> "the status is not one that may be stored";
			case NO_STORE -> "the origin says no-store; ignore: [no-store] overrules it";
			case PRIVATE -> "the origin says private, and this is a shared cache";
			case AUTHORIZATION -> "a shared cache may not store this answer to a request with Authorization";
			case COOKIE -> "a shared cache has no configured freshness for a request with a cookie";
			case SET_COOKIE -> "the response sets a cookie, so only the origin's own freshness counts; "
					+ "ignore: [set-cookie] overrules it";
			case VARY_STAR -> "the origin says Vary: *, so no later request is known to want this answer";
			case NO_FRESHNESS -> "nothing says how long the response may be used, and nothing could validate it; "
					+ "default-ttl or ttl would say it";
			case TOO_LARGE -> "the body is larger than max-entry-size";
			case STREAMING -> "it is a stream, which is handed on as it arrives";
			case SLOW_BODY -> "the body, of unknown length, did not end within 2 s";
			case MAX_IN_FLIGHT -> "too many bodies were being read at the moment (max-in-flight)";
			case TRUNCATED -> "the body ended before it was whole";
			case INVALIDATED -> "the URL was invalidated after this request was sent to the origin";
			case READ_ONLY -> "the cache is read-only";
			case FILTERED -> "a CacheStorageFilter refused";
			case STORE -> "the store failed or was not available";
			case STALE_IF_ERROR -> "the origin failed, and a stale response stood in";
			case SOFT_TIMEOUT -> "the origin took longer than soft-timeout, and a stale response answered meanwhile";
			case OUTAGE -> "somebody allowed stale answers for an outage";
		};
	}

}
