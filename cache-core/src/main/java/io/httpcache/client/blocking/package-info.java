/**
 * The driver for RestClient, RestTemplate and HTTP interfaces on them.
 *
 * <p>
 * Internal: may change in any version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.client.blocking;
