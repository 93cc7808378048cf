package io.httpcache.conformance;

import java.io.IOException;
import java.io.InputStream;

import io.httpcache.http.FieldLines;

/**
 * The client that answers what the front receives. This is the one place where a cache
 * comes in: everything else passes messages on unchanged.
 */
@FunctionalInterface
interface ClientUnderTest {

	/**
	 * Sends a request and hands over its response, on the calling thread or another, but
	 * before returning.
	 * @param request the request
	 * @param answer takes the response, at most once
	 * @throws Exception when there is no response, or it cannot be read to its end; the
	 * front then cuts the connection as the origin did
	 */
	void exchange(FrontRequest request, Answer answer) throws Exception;

	/** Takes a response. */
	@FunctionalInterface
	interface Answer {

		/**
		 * Passes a response on.
		 * @param status the status code
		 * @param reason the reason phrase, maybe empty
		 * @param fields the field lines
		 * @param body the content, read to its end unless the message can have none
		 * @throws IOException when reading or writing fails
		 */
		void send(int status, String reason, FieldLines fields, InputStream body) throws IOException;

	}

}
