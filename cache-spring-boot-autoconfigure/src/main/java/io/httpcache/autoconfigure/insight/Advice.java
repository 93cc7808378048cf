package io.httpcache.autoconfigure.insight;

import org.jspecify.annotations.Nullable;

/**
 * One thing to change, with the measured reason and what it would bring.
 *
 * @param code which advice it is, stable, for programs
 * @param message the reason in figures and what to do, for people; holds no secret and no
 * value of a header
 * @param property the property to set, or {@code null} when the remedy is not a property
 * @param value what to set it to, or {@code null}
 * @param currentHitRate the hit rate of the recorded requests, 0 to 1
 * @param expectedHitRate the hit rate of the same requests with the advice taken, 0 to 1,
 * or {@code null} where the advice is not about the hit rate
 * @param requests how many recorded requests the figures rest on
 * @param windowSeconds over which time they came
 */
public record Advice(String code, String message, @Nullable String property, @Nullable String value,
		double currentHitRate, @Nullable Double expectedHitRate, int requests, long windowSeconds) {

}
