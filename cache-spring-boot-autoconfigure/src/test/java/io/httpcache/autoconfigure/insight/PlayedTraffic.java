package io.httpcache.autoconfigure.insight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.springframework.http.HttpHeaders;

import io.httpcache.test.OriginRequest;
import io.httpcache.test.Reply;

/**
 * Requests to play, twice alike, and the origin that answers them.
 */
final class PlayedTraffic {

	final String name;

	final AdviceCode code;

	final Map<String, String> properties = new LinkedHashMap<>();

	final List<Call> calls = new ArrayList<>();

	Function<OriginRequest, Reply> origin = (request) -> Reply.of(200).body("body of " + path(request));

	private final Random random = new Random(42);

	private PlayedTraffic(String name, AdviceCode code) {
		this.name = name;
		this.code = code;
		this.properties.put("httpcache.routes.api.url", "/api/**");
	}

	static PlayedTraffic of(String name, AdviceCode code) {
		return new PlayedTraffic(name, code);
	}

	static String path(OriginRequest request) {
		int question = request.target().indexOf('?');
		return (question < 0) ? request.target() : request.target().substring(0, question);
	}

	PlayedTraffic with(String property, String value) {
		this.properties.put(property, value);
		return this;
	}

	PlayedTraffic answering(Function<OriginRequest, Reply> origin) {
		this.origin = origin;
		return this;
	}

	/** Answers alike, with these fields. */
	PlayedTraffic answering(String... lines) {
		return answering((request) -> {
			Reply reply = Reply.of(200).body("body of " + path(request));
			for (int i = 0; i < lines.length; i += 2) {
				reply.header(lines[i], lines[i + 1]);
			}
			return reply;
		});
	}

	/** As people ask: the first few URLs again and again, the last ones hardly ever. */
	PlayedTraffic requests(int count, int urls, Duration every) {
		return requests(count, urls, every, (i) -> "", (i) -> new HttpHeaders());
	}

	PlayedTraffic requests(int count, int urls, Duration every, IntFunction<String> query,
			IntFunction<HttpHeaders> headers) {
		for (int i = 0; i < count; i++) {
			int rank = (int) Math.pow(urls, this.random.nextDouble()) - 1;
			long wait = (long) (-Math.log(1 - this.random.nextDouble()) * every.toMillis());
			this.calls.add(new Call(Duration.ofMillis(wait), "/api/" + rank + query.apply(i), headers.apply(i)));
		}
		return this;
	}

	Random random() {
		return this.random;
	}

	static HttpHeaders header(String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(name, value);
		return headers;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * One request.
	 *
	 * @param pause the time before it
	 * @param uri where to
	 * @param headers its fields
	 */
	record Call(Duration pause, String uri, HttpHeaders headers) {

	}

}
