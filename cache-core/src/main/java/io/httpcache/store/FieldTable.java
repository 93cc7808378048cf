package io.httpcache.store;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names and values that most responses share, each stored as a number. Part of the stored
 * format: append at the end, never reorder.
 */
final class FieldTable {

	/** Set in the number of a name that was sent in lower case, as HTTP/2 does. */
	static final int LOWER_CASE = 0x80;

	/** The number 0 says that the name is spelt out. */
	private static final String[] NAMES = { "", "Accept-Ranges", "Age", "Allow", "Alt-Svc", "Cache-Control",
			"CDN-Cache-Control", "Connection", "Content-Disposition", "Content-Encoding", "Content-Language",
			"Content-Length", "Content-Location", "Content-Security-Policy", "Content-Type",
			"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Date", "ETag", "Expires", "Keep-Alive",
			"Last-Modified", "Link", "Location", "NEL", "P3P", "Pragma", "Referrer-Policy", "Report-To", "Retry-After",
			"Server", "Server-Timing", "Set-Cookie", "Strict-Transport-Security", "Timing-Allow-Origin", "Trailer",
			"Transfer-Encoding", "Vary", "Via", "Warning", "WWW-Authenticate", "X-Cache", "X-Content-Type-Options",
			"X-Correlation-Id", "X-Frame-Options", "X-Powered-By", "X-RateLimit-Limit", "X-RateLimit-Remaining",
			"X-RateLimit-Reset", "X-Request-Id", "X-Trace-Id", "X-XSS-Protection", "Access-Control-Allow-Credentials",
			"Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin",
			"Access-Control-Expose-Headers", "Access-Control-Max-Age", "Cache-Status", "Permissions-Policy", "CF-Ray",
			"CF-Cache-Status", "X-Amz-Cf-Id", "X-Amz-Cf-Pop", "X-Total-Count", "X-Served-By", "X-Timer" };

	private static final String[] VALUES = { "", "0", "1", "*", "true", "none", "bytes", "gzip", "br", "deflate",
			"close", "keep-alive", "chunked", "identity", "nosniff", "DENY", "SAMEORIGIN", "no-cache", "no-store",
			"public", "private", "must-revalidate", "Origin", "Accept", "Accept-Encoding", "accept-encoding",
			"application/json", "application/json;charset=UTF-8", "application/json; charset=utf-8", "text/html",
			"text/plain", "no-referrer", "max-age=60", "max-age=300", "max-age=600", "max-age=3600", "max-age=86400",
			"max-age=31536000", "public, max-age=60", "public, max-age=300", "public, max-age=600",
			"public, max-age=3600", "public, max-age=86400", "private, max-age=60", "private, max-age=300",
			"private, max-age=600", "private, max-age=3600", "max-age=0, must-revalidate", "no-cache, private",
			"max-age=31536000; includeSubDomains", "max-age=31536000 ; includeSubDomains",
			"max-age=31536000; includeSubDomains; preload", "application/problem+json", "application/hal+json",
			"application/xml", "application/xml;charset=UTF-8", "application/octet-stream", "image/png", "image/jpeg",
			"text/html; charset=utf-8", "text/html;charset=UTF-8", "text/plain; charset=utf-8",
			"text/plain;charset=UTF-8", "text/css", "text/javascript", "application/javascript", "image/svg+xml",
			"strict-origin-when-cross-origin", "same-origin", "1; mode=block", "Accept, Accept-Encoding",
			"Accept-Encoding, Origin", "Origin, Accept-Encoding", "Accept-Language", "Authorization", "en", "nginx",
			"cloudflare", "Apache", "Kestrel", "envoy", "istio-envoy", "gunicorn", "AmazonS3", "h2", "timeout=5",
			"timeout=60", "HIT", "MISS", "GET", "GET, HEAD", "GET, HEAD, OPTIONS", "Express", "ASP.NET", "PHP" };

	private static final String[] LOWER_CASE_NAMES = new String[NAMES.length];

	private static final Map<String, Integer> NAME_NUMBERS = new HashMap<>();

	private static final Map<String, Integer> VALUE_NUMBERS = new HashMap<>();

	static {
		for (int i = 0; i < NAMES.length; i++) {
			LOWER_CASE_NAMES[i] = NAMES[i].toLowerCase(Locale.ROOT).intern();
			if (i > 0) {
				NAME_NUMBERS.put(LOWER_CASE_NAMES[i], i | LOWER_CASE);
				NAME_NUMBERS.put(NAMES[i], i);
			}
		}
		for (int i = 0; i < VALUES.length; i++) {
			VALUE_NUMBERS.put(VALUES[i], i);
		}
	}

	private FieldTable() {
	}

	static int numberOfName(String name) {
		return NAME_NUMBERS.getOrDefault(name, 0);
	}

	static int numberOfValue(String value) {
		return VALUE_NUMBERS.getOrDefault(value, -1);
	}

	static boolean isName(int number) {
		int index = number & ~LOWER_CASE;
		return index > 0 && index < NAMES.length;
	}

	static boolean isValue(long number) {
		return number >= 0 && number < VALUES.length;
	}

	static String name(int number) {
		return ((number & LOWER_CASE) == 0) ? NAMES[number] : LOWER_CASE_NAMES[number & ~LOWER_CASE];
	}

	static String value(int number) {
		return VALUES[number];
	}

}
