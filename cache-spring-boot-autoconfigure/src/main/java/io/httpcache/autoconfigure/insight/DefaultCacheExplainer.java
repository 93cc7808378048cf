package io.httpcache.autoconfigure.insight;

import java.net.URI;
import java.time.Duration;

import org.springframework.http.HttpHeaders;

import io.httpcache.client.Explanation;
import io.httpcache.client.ReasonText;
import io.httpcache.client.RequestExplainer;

/**
 * What would be done now, with what was done last.
 */
final class DefaultCacheExplainer implements CacheExplainer {

	private final RequestExplainer explainer;

	private final DecisionLog decisions;

	DefaultCacheExplainer(RequestExplainer explainer, DecisionLog decisions) {
		this.explainer = explainer;
		this.decisions = decisions;
	}

	@Override
	public Explanation explain(String url, HttpHeaders headers) {
		Explanation explanation = this.explainer.explain(url, headers);
		Decision last = this.decisions.latest(URI.create(url));
		return (last != null) ? explanation.withLast(sentence(explanation, last)) : explanation;
	}

	private static String sentence(Explanation explanation, Decision last) {
		Duration ago = Duration.between(last.when(), explanation.when());
		StringBuilder text = new StringBuilder("The last request for this URL, a ").append(last.method())
			.append(' ')
			.append(Math.max(0, ago.toSeconds()))
			.append(" s ago, was a ")
			.append(last.outcome());
		text.append((last.status() != null) ? " with status " + last.status() : "; the call failed");
		if (last.reason() != null) {
			text.append(" and the reason ").append(last.reason()).append(": ").append(ReasonText.of(last.reason()));
		}
		return text.append('.').toString();
	}

}
