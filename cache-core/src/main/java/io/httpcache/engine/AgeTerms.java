package io.httpcache.engine;

/**
 * What the age of a response on its arrival is made of (RFC 9111 §4.2.3), in
 * milliseconds.
 *
 * @param apparent how much the arrival is after {@code Date}, in whole seconds
 * @param given what {@code Age} says
 * @param delay how long the answer took
 * @param initial the larger of the first, and the sum of the other two
 */
public record AgeTerms(long apparent, long given, long delay, long initial) {

}
