package io.httpcache.autoconfigure.insight;

import org.springframework.http.HttpHeaders;

import io.httpcache.client.Explanation;

/**
 * Explains what the cache would do with a request now. Nothing is sent to the origin, and
 * the look-up in the store counts as no traffic. Safe for use by several threads.
 */
public interface CacheExplainer {

	/**
	 * Explains a GET.
	 * @param url the absolute URL, as the client sends it
	 * @param headers the header fields of the request
	 * @return the explanation
	 * @throws IllegalArgumentException when it is no absolute http or https URL
	 */
	Explanation explain(String url, HttpHeaders headers);

}
