package io.httpcache.client;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.util.ClassUtils;

import io.httpcache.CacheReason;
import io.httpcache.http.MediaTypes;
import io.httpcache.route.KeyBody;
import io.httpcache.route.Route;

/**
 * What of a request body belongs to the key. Where a route keys bodies, POST and QUERY
 * (RFC 10008) ask for something and change nothing; a GraphQL document that changes
 * something is told apart.
 *
 * @param bytes what to digest, or {@code null} when the body is no part of the key
 * @param mediaType the media type of the body
 * @param refusal why the request passes by, or {@code null}
 */
record KeyedBody(byte @Nullable [] bytes, String mediaType, @Nullable CacheReason refusal) {

	private static final int MAX_BYTES = 256 * 1024;

	static final KeyedBody NONE = new KeyedBody(null, "", null);

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			KeyedBody.class.getClassLoader());

	static KeyedBody of(HttpRequest request, Route route, byte[] body) {
		if (body.length == 0) {
			return NONE;
		}
		String method = request.getMethod().name();
		boolean query = method.equals("POST") || method.equals("QUERY");
		if (route.keyBody() == KeyBody.NONE || !query) {
			// A body that says what is asked for, and is no part of the key
			return new KeyedBody(null, "", CacheReason.REQUEST_BODY);
		}
		if (body.length > MAX_BYTES) {
			return new KeyedBody(null, "", CacheReason.REQUEST_BODY);
		}
		String type = MediaTypes.essence(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
		boolean json = JACKSON && (type.equals("application/json") || type.endsWith("+json"));
		byte[] plain = (json && GraphQlDocument.mayHide(body)) ? JsonBody.normalize(body) : body;
		if (GraphQlDocument.mayMutate(plain)) {
			String document = type.equals("application/graphql") ? new String(body, StandardCharsets.UTF_8)
					: json ? JsonBody.graphQlDocument(body) : null;
			if (document == null || GraphQlDocument.mutates(document)) {
				return new KeyedBody(null, "", CacheReason.MUTATION);
			}
		}
		byte[] normal = (json && route.keyBody() == KeyBody.JSON) ? JsonBody.normalize(body) : body;
		return new KeyedBody(normal, type, null);
	}

}
