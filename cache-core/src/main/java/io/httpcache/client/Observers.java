package io.httpcache.client;

import java.util.List;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.route.Route;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;

/**
 * Several observers as one.
 *
 * @param all the observers
 */
record Observers(CacheObserver[] all) implements CacheObserver {

	static CacheObserver of(List<CacheObserver> observers) {
		return (observers.size() == 1) ? observers.get(0) : new Observers(observers.toArray(CacheObserver[]::new));
	}

	@Override
	public void answered(Route route, CacheOutcome outcome, long nanos, long bytesSaved, long millisSaved) {
		for (CacheObserver observer : this.all) {
			observer.answered(route, outcome, nanos, bytesSaved, millisSaved);
		}
	}

	@Override
	public void completed(AnsweredRequest request) {
		for (CacheObserver observer : this.all) {
			observer.completed(request);
		}
	}

	@Override
	public void notStored(Route route, CacheReason reason) {
		for (CacheObserver observer : this.all) {
			observer.notStored(route, reason);
		}
	}

	@Override
	public void refreshed(Route route, RefreshTrigger trigger, RefreshResult result) {
		for (CacheObserver observer : this.all) {
			observer.refreshed(route, trigger, result);
		}
	}

	@Override
	public void storeOperation(String tier, StoreOperation operation, StoreResult result) {
		for (CacheObserver observer : this.all) {
			observer.storeOperation(tier, operation, result);
		}
	}

}
