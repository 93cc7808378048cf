package io.httpcache.client.reactive;

import java.net.HttpCookie;

import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;

/**
 * Reads the {@code Set-Cookie} of a stored response, as transports do for one from the
 * network.
 */
final class SetCookie {

	private static final String SAME_SITE = "samesite=";

	private SetCookie() {
	}

	static void parse(String line, MultiValueMap<String, ResponseCookie> into) {
		try {
			HttpCookie.parse(line)
				.forEach((cookie) -> into.add(cookie.getName(),
						ResponseCookie.from(cookie).sameSite(sameSite(line)).build()));
		}
		catch (IllegalArgumentException ex) {
			// No cookie: the header is there for who wants to read it otherwise
		}
	}

	private static @org.jspecify.annotations.Nullable String sameSite(String line) {
		for (String attribute : line.split(";")) {
			String trimmed = attribute.strip();
			if (trimmed.regionMatches(true, 0, SAME_SITE, 0, SAME_SITE.length())) {
				return trimmed.substring(SAME_SITE.length());
			}
		}
		return null;
	}

}
