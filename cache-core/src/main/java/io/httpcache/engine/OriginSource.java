package io.httpcache.engine;

import org.jspecify.annotations.Nullable;

/**
 * What gave a response the freshness lifetime that its origin wanted.
 *
 * @param directive {@code s-maxage}, {@code max-age} or {@code Expires}
 * @param targetedField the targeted field that it stands in (RFC 9213), or {@code null}
 */
public record OriginSource(String directive, @Nullable String targetedField) {

}
