package io.httpcache.engine;

import io.httpcache.http.Fields;

/**
 * A stored response as the engine sees it.
 */
public interface StoredCandidate {

	/**
	 * The method of the request that it answered. What answered a HEAD has no body and
	 * may answer a HEAD only.
	 * @return the method, upper case
	 */
	String method();

	/**
	 * The status.
	 * @return a final status code
	 */
	int status();

	/**
	 * The stored header fields.
	 * @return the fields
	 */
	Fields fields();

	/**
	 * What was read from the fields when the response was stored.
	 * @return the facts
	 */
	ResponseFacts facts();

	/**
	 * The length of the stored body.
	 * @return the length in bytes
	 */
	long bodyLength();

}
