/**
 * The embedded store.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.store.caffeine;
