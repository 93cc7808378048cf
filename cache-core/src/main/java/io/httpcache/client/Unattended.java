package io.httpcache.client;

/**
 * A fetch that no caller waits for, or may not to its end, and what came of it so far.
 * For the thread that fetches.
 */
abstract sealed class Unattended permits RefreshRun, HandOver {

	CacheObserver.RefreshResult result = CacheObserver.RefreshResult.NOT_STORED;

}
