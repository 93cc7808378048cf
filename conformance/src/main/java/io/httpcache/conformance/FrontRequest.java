package io.httpcache.conformance;

import io.httpcache.http.FieldLines;

/**
 * A request as the front received it.
 *
 * @param method the method
 * @param target the request target, an absolute path with its query
 * @param version the protocol version, {@code HTTP/1.1} or {@code HTTP/1.0}
 * @param fields the field lines in order and case
 * @param body the content without transfer coding, maybe empty
 */
record FrontRequest(String method, String target, String version, FieldLines fields, byte[] body) {

	boolean asksToClose() {
		return "HTTP/1.0".equals(this.version) || ConnectionOptions.contain(this.fields, "close");
	}

}
