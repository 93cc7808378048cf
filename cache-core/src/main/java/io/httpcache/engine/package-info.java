/**
 * RFC 9111 and RFC 5861 as pure functions: no I/O, no clock, no logging, no threads, no
 * Spring.
 *
 * <p>
 * Internal: may change in any version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.engine;
