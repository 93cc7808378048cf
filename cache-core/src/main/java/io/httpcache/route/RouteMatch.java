package io.httpcache.route;

import org.jspecify.annotations.Nullable;

/**
 * What became of one route when a URI was looked up.
 *
 * @param route the route
 * @param matched whether it is the one that applies
 * @param reason why it does not apply, such as {@code host differs}; {@code null} for the
 * one that does
 */
public record RouteMatch(Route route, boolean matched, @Nullable String reason) {

}
