package io.httpcache.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A URL to fetch at the start: in YAML a plain string, or {@code url} and
 * {@code headers}. Immutable.
 *
 * @param url the URL; {@code null} only where the configuration left it out
 * @param headers request header fields to send
 */
public record WarmUpUrl(@Nullable String url, @DefaultValue Map<String, String> headers) {

	/**
	 * A URL without header fields. Spring's conversion of a plain string calls this.
	 * @param url the URL
	 * @return the entry
	 */
	public static WarmUpUrl of(String url) {
		return new WarmUpUrl(url.strip(), Map.of());
	}

	@Override
	public String toString() {
		// values of fields are credentials as often as not
		return this.url + " " + this.headers.keySet();
	}

}
