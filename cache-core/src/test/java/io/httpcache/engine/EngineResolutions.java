package io.httpcache.engine;

import java.time.Duration;
import java.util.List;

import io.httpcache.CacheReason;

import static io.httpcache.engine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks an engine what to do with an answer.
 */
abstract class EngineResolutions {

	static final long MARGIN = Duration.ofHours(24).toMillis();

	final CacheEngine engine = new CacheEngine(CacheMode.PRIVATE, false, false);

	CachePolicy policy = CachePolicy.DEFAULT;

	RequestDecision.Fetch fetch(CacheRequest request) {
		return fetchAt(0, request);
	}

	RequestDecision.Fetch fetchAt(long millis, CacheRequest request, Given.Stored... stored) {
		return (RequestDecision.Fetch) this.engine.decide(request, this.policy, List.of(stored), false, NOW + millis);
	}

	ResponseDecision.Store store(RequestDecision.Fetch fetch, int status, String... lines) {
		ResponseDecision decision = this.engine.resolve(fetch, Given.answer(status, lines));
		assertThat(decision).isInstanceOf(ResponseDecision.Store.class);
		return (ResponseDecision.Store) decision;
	}

	ResponseDecision.Freshen freshen(RequestDecision.Fetch fetch, long millis, int status, String... lines) {
		ResponseDecision decision = this.engine.resolve(fetch, Given.answerAt(millis, status, lines));
		assertThat(decision).isInstanceOf(ResponseDecision.Freshen.class);
		return (ResponseDecision.Freshen) decision;
	}

	CacheReason passed(RequestDecision.Fetch fetch, int status, String... lines) {
		ResponseDecision decision = this.engine.resolve(fetch, Given.answer(status, lines));
		assertThat(decision).isInstanceOf(ResponseDecision.PassThrough.class);
		return ((ResponseDecision.PassThrough) decision).reason();
	}

}
