package io.httpcache.client;

/**
 * A background refresh.
 */
final class RefreshRun extends Unattended {

	private final CacheObserver.RefreshTrigger trigger;

	RefreshRun(CacheObserver.RefreshTrigger trigger) {
		this.trigger = trigger;
	}

	CacheObserver.RefreshTrigger trigger() {
		return this.trigger;
	}

}
