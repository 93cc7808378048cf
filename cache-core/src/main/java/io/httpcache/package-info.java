/**
 * What an application touches.
 *
 * <p>
 * Stable: the public API.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache;
