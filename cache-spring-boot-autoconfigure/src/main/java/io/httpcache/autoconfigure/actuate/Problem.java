package io.httpcache.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Says what was wrong with a request.
 *
 * @param error what to write instead
 */
record Problem(String error) implements OperationResponseBody {

	static WebEndpointResponse<OperationResponseBody> badRequest(String error) {
		return new WebEndpointResponse<>(new Problem(error), WebEndpointResponse.STATUS_BAD_REQUEST);
	}

	static WebEndpointResponse<OperationResponseBody> notFound(String error) {
		return new WebEndpointResponse<>(new Problem(error), WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
