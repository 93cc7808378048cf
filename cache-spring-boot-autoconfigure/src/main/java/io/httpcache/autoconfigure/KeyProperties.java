package io.httpcache.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties under {@code httpcache.key}. Immutable.
 *
 * @param ignoredQueryParameters Query parameters that do not change the response, such as
 * those for tracking. A route's own list replaces it.
 * @param ignoredHeaders Request header fields that say nothing about the caller, beside
 * the built-in ones. With "*", all of them: only Vary separates then.
 * @param secret Secret for the digests in keys, so that they cannot be guessed from
 * credentials by whoever can read the store.
 * @param secretQueryParameters Query parameters whose values are never shown, beside
 * those whose names look like secrets.
 */
public record KeyProperties(@DefaultValue Set<String> ignoredQueryParameters, @DefaultValue Set<String> ignoredHeaders,
		@Nullable String secret, @DefaultValue Set<String> secretQueryParameters) {

	@Override
	public String toString() {
		return "KeyProperties[ignoredQueryParameters=%s, ignoredHeaders=%s, secret=%s, secretQueryParameters=%s]"
			.formatted(this.ignoredQueryParameters, this.ignoredHeaders, (this.secret != null) ? "******" : null,
					this.secretQueryParameters);
	}

}
