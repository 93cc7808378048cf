/**
 * What the blocking and the reactive driver share.
 *
 * <p>
 * Internal but for {@link io.httpcache.client.CacheObserver}, which is experimental: may
 * change in any version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.client;
