package io.httpcache.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.http.FieldLines;

/**
 * Stored responses for tests; each method returns a changed copy.
 */
public record Responses(Clock clock, String method, int status, String body, String etag, String varyName,
		String varyValue, Duration keep, String route, Set<String> tags) {

	public static Responses at(Clock clock) {
		return new Responses(clock, "GET", 200, "body", "\"1\"", "", "", Duration.ofMinutes(10), "default", Set.of());
	}

	public Responses method(String method) {
		return new Responses(this.clock, method, this.status, this.body, this.etag, this.varyName, this.varyValue,
				this.keep, this.route, this.tags);
	}

	public Responses body(String body) {
		return new Responses(this.clock, this.method, this.status, body, this.etag, this.varyName, this.varyValue,
				this.keep, this.route, this.tags);
	}

	public Responses etag(String etag) {
		return new Responses(this.clock, this.method, this.status, this.body, etag, this.varyName, this.varyValue,
				this.keep, this.route, this.tags);
	}

	public Responses vary(String name, String value) {
		return new Responses(this.clock, this.method, this.status, this.body, this.etag, name, value, this.keep,
				this.route, this.tags);
	}

	public Responses keep(Duration keep) {
		return new Responses(this.clock, this.method, this.status, this.body, this.etag, this.varyName, this.varyValue,
				keep, this.route, this.tags);
	}

	public Responses route(String route) {
		return new Responses(this.clock, this.method, this.status, this.body, this.etag, this.varyName, this.varyValue,
				this.keep, route, this.tags);
	}

	public Responses tags(String... tags) {
		return new Responses(this.clock, this.method, this.status, this.body, this.etag, this.varyName, this.varyValue,
				this.keep, this.route, Set.of(tags));
	}

	public ResponseFacts facts() {
		long now = this.clock.millis();
		boolean varies = !this.varyName.isEmpty();
		return new ResponseFacts(now - 20, now, 0, 60_000, ResponseFacts.ABSENT, ResponseFacts.ABSENT,
				ResponseFacts.ABSENT, ResponseFacts.ABSENT, false, false, false, false, true, false,
				(varies) ? List.of(this.varyName) : List.of(), (varies) ? List.of(this.varyValue) : List.of());
	}

	public FieldLines fields() {
		return FieldLines.of("Content-Type", "text/plain", "ETag", this.etag);
	}

	public StoredResponse build() {
		return new StoredResponse(this.method, this.status, fields(), this.body.getBytes(StandardCharsets.UTF_8),
				facts(), this.clock.millis() + this.keep.toMillis(), this.route, this.tags);
	}

	public static String body(StoredResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	public static List<String> bodies(StoreLookup lookup) {
		return lookup.variants().stream().map(Responses::body).toList();
	}

}
