package io.httpcache.scenario;

import java.time.Clock;
import java.util.function.Function;

import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.caffeine.CaffeineStore;

/**
 * A kind of store to play scenarios with.
 *
 * @param name the name in the test report
 * @param opener opens an empty store; closed after the scenario
 */
record ScenarioStore(String name, Function<Clock, HttpCacheStore> opener) {

	static final ScenarioStore CAFFEINE = new ScenarioStore("Caffeine",
			(clock) -> new CaffeineStore(16 << 20, clock, Runnable::run));

	HttpCacheStore open(Clock clock) {
		return this.opener.apply(clock);
	}

}
