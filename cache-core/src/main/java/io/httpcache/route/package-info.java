/**
 * URL patterns to a resolved policy.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.route;
