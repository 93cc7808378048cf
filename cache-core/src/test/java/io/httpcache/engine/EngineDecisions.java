package io.httpcache.engine;

import java.util.List;

import static io.httpcache.engine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks an engine what to do before the network.
 */
abstract class EngineDecisions {

	static final RequestDecision UNSATISFIABLE = new RequestDecision.Unsatisfiable();

	final CacheEngine engine = new CacheEngine(CacheMode.PRIVATE, false, false);

	CachePolicy policy = CachePolicy.DEFAULT;

	boolean paused;

	RequestDecision decide(CacheRequest request, long millis, Given.Stored... stored) {
		return this.engine.decide(request, this.policy, List.of(stored), this.paused, NOW + millis);
	}

	RequestDecision.Serve serve(CacheRequest request, long millis, Given.Stored... stored) {
		RequestDecision decision = decide(request, millis, stored);
		assertThat(decision).isInstanceOf(RequestDecision.Serve.class);
		return (RequestDecision.Serve) decision;
	}

	RequestDecision.Fetch fetch(CacheRequest request, long millis, Given.Stored... stored) {
		RequestDecision decision = decide(request, millis, stored);
		assertThat(decision).isInstanceOf(RequestDecision.Fetch.class);
		return (RequestDecision.Fetch) decision;
	}

}
