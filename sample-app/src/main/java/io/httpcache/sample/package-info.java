/**
 * A small application to copy from: two clients of slow APIs, and what the cache makes of
 * them.
 */
@NullMarked
package io.httpcache.sample;

import org.jspecify.annotations.NullMarked;
