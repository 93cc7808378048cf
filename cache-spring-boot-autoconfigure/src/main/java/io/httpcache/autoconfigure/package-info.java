/**
 * Spring Boot properties and auto-configuration of the HTTP cache.
 *
 * <p>
 * Stable: the properties, and {@link io.httpcache.autoconfigure.HttpCacheExecutor}. The
 * rest is internal.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.autoconfigure;
