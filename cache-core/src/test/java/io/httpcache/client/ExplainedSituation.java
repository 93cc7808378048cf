package io.httpcache.client;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import io.httpcache.engine.CacheMode;
import io.httpcache.route.RouteSettingsBuilder;
import io.httpcache.test.Reply;

/**
 * A situation to explain: what is configured, what was fetched before and when, what is
 * asked now, and what the explanation is to say.
 */
final class ExplainedSituation {

	final String name;

	UnaryOperator<RouteSettingsBuilder> route = UnaryOperator.identity();

	CacheMode mode = CacheMode.PRIVATE;

	boolean readOnly;

	@Nullable Reply before;

	HttpHeaders headersBefore = new HttpHeaders();

	boolean expired;

	boolean failing;

	Duration later = Duration.ZERO;

	HttpHeaders headers = new HttpHeaders();

	String outcome = "MISS";

	boolean conditional;

	boolean refresh;

	@Nullable String reason;

	@Nullable String source;

	List<String> words = List.of();

	private ExplainedSituation(String name) {
		this.name = name;
	}

	static ExplainedSituation of(String name) {
		return new ExplainedSituation(name);
	}

	ExplainedSituation route(UnaryOperator<RouteSettingsBuilder> route) {
		this.route = route;
		return this;
	}

	ExplainedSituation shared() {
		this.mode = CacheMode.SHARED;
		return this;
	}

	/** What is stored, or not, by a request before. */
	ExplainedSituation stored(String... lines) {
		return answered(200, lines);
	}

	ExplainedSituation answered(int status, String... lines) {
		this.before = Reply.of(status).body("body");
		for (int i = 0; i < lines.length; i += 2) {
			this.before.header(lines[i], lines[i + 1]);
		}
		return this;
	}

	ExplainedSituation storedFor(String name, String value) {
		this.headersBefore.set(name, value);
		return this;
	}

	ExplainedSituation expiredByHand() {
		this.expired = true;
		return this;
	}

	ExplainedSituation originFailedJustNow() {
		this.failing = true;
		return this;
	}

	ExplainedSituation after(int seconds) {
		this.later = Duration.ofSeconds(seconds);
		return this;
	}

	ExplainedSituation asks(String name, String value) {
		this.headers.set(name, value);
		return this;
	}

	ExplainedSituation is(String outcome, String... words) {
		this.outcome = outcome;
		this.words = List.of(words);
		return this;
	}

	ExplainedSituation because(String reason) {
		this.reason = reason;
		return this;
	}

	ExplainedSituation conditional() {
		this.conditional = true;
		return this;
	}

	ExplainedSituation refreshing() {
		this.refresh = true;
		return this;
	}

	ExplainedSituation freshBy(String source) {
		this.source = source;
		return this;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
