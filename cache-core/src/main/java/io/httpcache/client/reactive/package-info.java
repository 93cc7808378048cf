/**
 * The driver for {@code WebClient}. It sequences I/O without ever blocking a thread, and
 * decides nothing.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.client.reactive;
