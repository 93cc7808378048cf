/**
 * The embedded store.
 *
 * <p>
 * Internal: may change in any version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.store.caffeine;
