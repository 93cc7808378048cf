package io.httpcache.engine;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.httpcache.RequestCacheOptions;
import io.httpcache.http.FieldLines;
import io.httpcache.http.HttpDate;

/**
 * Requests, answers and stored responses, written as field lines. {@code {-10s}} in a
 * line is the date ten seconds before {@link #NOW}.
 */
final class Given {

	static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

	static final URI HERE = URI.create("https://api.example.com/things/1?q=a");

	private static final Pattern DATE = Pattern.compile("\\{([+-]?\\d+)s}");

	private Given() {
	}

	static FieldLines fields(String... lines) {
		List<FieldLines.Line> fields = new ArrayList<>();
		for (String line : lines) {
			if (line != null && !line.isEmpty()) {
				int colon = line.indexOf(':');
				fields.add(new FieldLines.Line(line.substring(0, colon), dated(line.substring(colon + 1).strip())));
			}
		}
		return new FieldLines(fields);
	}

	private static String dated(String value) {
		return DATE.matcher(value)
			.replaceAll((found) -> Matcher.quoteReplacement(date(Long.parseLong(found.group(1)))));
	}

	static String date(long seconds) {
		return HttpDate.format(NOW + seconds * 1000);
	}

	static CacheRequest get(String... lines) {
		return request("GET", lines);
	}

	static CacheRequest request(String method, String... lines) {
		return asking(RequestCacheOptions.NONE, method, lines);
	}

	static CacheRequest asking(RequestCacheOptions options, String method, String... lines) {
		return CacheRequest.read(method, HERE, fields(lines), false, options);
	}

	static OriginResponse answer(int status, String... lines) {
		return answerAt(NOW, status, lines);
	}

	static OriginResponse answerAt(long millis, int status, String... lines) {
		return new OriginResponse(status, fields(lines), millis, millis);
	}

	static ResponseFacts facts(String... lines) {
		return facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, 200, lines);
	}

	static ResponseFacts facts(CacheMode mode, CachePolicy policy, int status, String... lines) {
		return facts(mode, policy, get(), answer(status, lines));
	}

	static ResponseFacts facts(CacheMode mode, CachePolicy policy, CacheRequest request, OriginResponse answer) {
		FactsReader reader = new FactsReader(mode);
		boolean configurable = new Storability(mode).configurationRefusal(request, policy, answer.fields()) == null;
		return reader.read(request, policy, answer.status(), answer.fields(),
				reader.directives(answer.fields(), policy), answer, configurable);
	}

	/** What answered a GET without fields of interest at {@link #NOW}, 100 bytes long. */
	static Stored stored(String... lines) {
		return stored(get(), 200, lines);
	}

	static Stored stored(CacheRequest request, int status, String... lines) {
		return new Stored(request.method(), status, fields(lines),
				facts(CacheMode.PRIVATE, CachePolicy.DEFAULT, request, answer(status, lines)), 100);
	}

	/** A stored response. */
	record Stored(String method, int status, FieldLines fields, ResponseFacts facts,
			long bodyLength) implements StoredCandidate {

		Stored expired() {
			return new Stored(this.method, this.status, this.fields, this.facts.asExpired(), this.bodyLength);
		}

	}

}
