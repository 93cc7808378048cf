package io.httpcache.autoconfigure.warmup;

import java.time.Duration;

/**
 * The limits of a warm-up.
 *
 * @param concurrency how many URLs are fetched at one time
 * @param timeout how long all of it may take
 * @param urlTimeout how long one URL may take
 */
record WarmUpSettings(int concurrency, Duration timeout, Duration urlTimeout) {

}
