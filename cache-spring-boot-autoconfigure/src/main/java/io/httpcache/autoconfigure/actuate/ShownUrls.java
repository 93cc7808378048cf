package io.httpcache.autoconfigure.actuate;

import io.httpcache.http.Uris;
import io.httpcache.route.SecretNames;

/**
 * Makes URLs fit for one caller of the endpoint. Immutable.
 *
 * @param shown whether the caller may see URLs at all
 * @param secrets names of query parameters whose values nobody sees
 */
record ShownUrls(boolean shown, SecretNames secrets) {

	/** What Spring Boot writes in the place of a value that is not shown. */
	static final String HIDDEN = "******";

	/** What stands for a redacted value. */
	static final String REDACTED = "***";

	String show(String url) {
		return this.shown ? Uris.redact(url, this.secrets::matches) : HIDDEN;
	}

}
