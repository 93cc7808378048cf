package io.httpcache.client;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON bodies by their value. Used only where Jackson is there.
 */
final class JsonBody {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private JsonBody() {
	}

	/**
	 * The same value with members in order and without white space.
	 * @return other bytes for the same value, or the same bytes when they are no JSON
	 */
	static byte[] normalize(byte[] body) {
		try {
			Object value = MAPPER.readValue(body, Object.class);
			return MAPPER.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			return body;
		}
	}

	/** The GraphQL document of a request, or {@code null} when there is no single one. */
	static @Nullable String graphQlDocument(byte[] body) {
		try {
			JsonNode query = MAPPER.readTree(body).get("query");
			return (query != null && query.isString()) ? query.asString() : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
