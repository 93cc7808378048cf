package io.httpcache.conformance;

import java.net.URI;
import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import io.httpcache.http.FieldLines;

/**
 * A received request in Spring's words, addressed to the origin.
 *
 * @param method the method
 * @param uri the URI at the origin
 * @param fields all field lines but those that the transport writes by itself
 * @param body the content, maybe empty
 */
record ForwardedRequest(HttpMethod method, URI uri, FieldLines fields, byte[] body) {

	// The authority is the origin's, and the framing is that of the connection to it.
	private static final List<String> OF_THE_TRANSPORT = List.of("Host", "Content-Length", "Transfer-Encoding");

	static ForwardedRequest of(FrontRequest request, URI origin) {
		return new ForwardedRequest(HttpMethod.valueOf(request.method()), URI.create(origin + request.target()),
				request.fields().without(OF_THE_TRANSPORT), request.body());
	}

	boolean hasBody() {
		return this.body.length > 0;
	}

	void copyTo(HttpHeaders headers) {
		this.fields.forEach(headers::add);
		if (hasBody()) {
			headers.setContentLength(this.body.length);
		}
	}

	/**
	 * The field lines of a response.
	 * @param headers what the client shows
	 * @return its lines, those of one name together
	 */
	static FieldLines lines(HttpHeaders headers) {
		return new FieldLines(headers.headerSet()
			.stream()
			.flatMap((field) -> field.getValue().stream().map((value) -> new FieldLines.Line(field.getKey(), value)))
			.toList());
	}

}
