package io.httpcache.scenario;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.httpcache.client.CacheObserver;
import io.httpcache.route.Route;

/**
 * Tells when background refreshes have ended, whichever thread they run on.
 */
final class Refreshed implements CacheObserver {

	private final Semaphore ended = new Semaphore(0);

	@Override
	public void refreshed(Route route, RefreshTrigger trigger, RefreshResult result) {
		this.ended.release();
	}

	void await(int count) throws InterruptedException {
		if (!this.ended.tryAcquire(count, 20, TimeUnit.SECONDS)) {
			throw new AssertionError("The background refresh did not end");
		}
	}

}
