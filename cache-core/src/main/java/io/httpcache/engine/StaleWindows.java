package io.httpcache.engine;

/**
 * How long a response may be used after its freshness, in milliseconds, 0 for not at all.
 *
 * @param validated whether it is validated before each use, fresh or not (RFC 9111
 * §5.2.2.4)
 * @param forbidden whether it is never used stale (RFC 9111 §4.2.4)
 * @param whileRevalidate while it is refreshed in the background (RFC 5861 §3)
 * @param ifError in the place of a failing origin (RFC 5861 §4)
 */
public record StaleWindows(boolean validated, boolean forbidden, long whileRevalidate, long ifError) {

}
