package io.httpcache.autoconfigure.actuate;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;

/**
 * Reads parameters of operations. They are declared as {@code Object}: as a string,
 * Spring Boot would join values that were given twice by a comma, and as a list it would
 * split one that has a comma.
 */
final class Parameters {

	private Parameters() {
	}

	/** The only value, which is not blank, or {@code null} when it was not given. */
	static @Nullable String text(String name, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (value instanceof Collection<?>) {
			throw new BadRequestException("Give \"%s\" once.".formatted(name));
		}
		String text = value.toString().strip();
		if (text.isEmpty()) {
			throw new BadRequestException("\"%s\" is empty.".formatted(name));
		}
		return text;
	}

	static String required(String name, @Nullable Object value) {
		String text = text(name, value);
		if (text == null) {
			throw new BadRequestException("Give \"%s\".".formatted(name));
		}
		return text;
	}

	/** An absolute URI as a client would send it. */
	static URI url(String text) {
		try {
			URI uri = new URI(text);
			String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
			if (uri.getRawAuthority() != null && (scheme.equals("http") || scheme.equals("https"))) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// Told below
		}
		throw new BadRequestException(
				"\"url\" is a whole URL with nothing left to encode, such as \"https://api.example.com/config\".");
	}

	static Duration duration(String name, @Nullable Object value) {
		String text = required(name, value);
		try {
			Duration duration = DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
			if (!duration.isNegative() && !duration.isZero()) {
				return duration;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// Told below
		}
		throw new BadRequestException(
				"\"%s\" is more than zero: a number of seconds, or one with a unit such as \"10m\".".formatted(name));
	}

	/** Header fields, each given as {@code Name: value}. */
	static HttpHeaders headers(@Nullable Object value) {
		HttpHeaders headers = new HttpHeaders();
		Collection<?> fields = (value instanceof Collection<?> given) ? given
				: (value != null) ? List.of(value) : List.of();
		for (Object field : fields) {
			String text = String.valueOf(field);
			int colon = text.indexOf(':');
			String name = (colon > 0) ? text.substring(0, colon).strip() : "";
			if (!StringUtils.hasText(name)) {
				throw new BadRequestException("A \"header\" is written as \"Accept-Language: de\".");
			}
			headers.add(name, text.substring(colon + 1).strip());
		}
		return headers;
	}

}
