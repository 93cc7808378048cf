/**
 * The driver for {@code WebClient}. It sequences I/O without ever blocking a thread, and
 * decides nothing.
 *
 * <p>
 * Internal: may change in any version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.client.reactive;
