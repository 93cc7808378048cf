/**
 * The HTTP cache in tests of an application: {@link AutoConfigureHttpCache} for test
 * slices, a {@link MovableClock}, and {@link HttpCacheAssertions}.
 *
 * <p>
 * Stable: the public API for tests.
 */
@NullMarked
package io.httpcache.testing;

import org.jspecify.annotations.NullMarked;
