/**
 * Meters of the cache.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.autoconfigure.metrics;
