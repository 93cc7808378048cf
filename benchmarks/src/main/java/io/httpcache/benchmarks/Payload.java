package io.httpcache.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.springframework.http.HttpHeaders;

/**
 * The responses that all measurements use: a JSON document of an exact length and ten
 * fields that services commonly send.
 */
final class Payload {

	static final int KIB = 1024;

	private Payload() {
	}

	static byte[] json(int length) {
		String head = "{\"id\":4711,\"name\":\"Field notes\",\"price\":12.5,\"text\":\"";
		return (head + "x".repeat(length - head.length() - 2) + "\"}").getBytes(StandardCharsets.US_ASCII);
	}

	static HttpHeaders headers(int contentLength) {
		HttpHeaders headers = new HttpHeaders();
		ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
		headers.add(HttpHeaders.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
		headers.add(HttpHeaders.CONTENT_TYPE, "application/json");
		headers.add(HttpHeaders.CONTENT_LENGTH, Integer.toString(contentLength));
		headers.add(HttpHeaders.CACHE_CONTROL, "max-age=86400");
		headers.add(HttpHeaders.ETAG, "\"5f3c1a7be9d04482\"");
		headers.add(HttpHeaders.LAST_MODIFIED, DateTimeFormatter.RFC_1123_DATE_TIME.format(now.minusDays(3)));
		headers.add(HttpHeaders.SERVER, "nginx");
		headers.add("X-Request-Id", "7b0f0c1e-2d86-4b0c-9a54-0c8a4a2f6f11");
		headers.add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
		headers.add("X-Content-Type-Options", "nosniff");
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

	/** What the document is read into. */
	record Product(long id, String name, double price, String text) {

	}

}
