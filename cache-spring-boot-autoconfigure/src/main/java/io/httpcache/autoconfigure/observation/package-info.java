/**
 * The outcome of the cache on the observations of Spring's HTTP clients.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.autoconfigure.observation;
