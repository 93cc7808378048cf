/**
 * The driver for RestClient, RestTemplate and HTTP interfaces on them.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.client.blocking;
