/**
 * URL patterns to a resolved policy.
 *
 * <p>
 * Internal but for {@link io.httpcache.route.CachePolicyCustomizer}, which is
 * experimental: may change in any version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.route;
