package io.httpcache.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * What is wrong with one property, and what to do about it. Immutable.
 *
 * @param property canonical name of the property
 * @param value what it is set to, as it was written, or {@code null} when it is not set
 * @param origin where it is set, or {@code null} when that is not known
 * @param reason what is wrong, a sentence
 * @param action what to write instead, a sentence
 */
public record ConfigurationProblem(String property, @Nullable String value, @Nullable Origin origin, String reason,
		String action) {

}
