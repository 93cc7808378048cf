package io.httpcache.scenario;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;

import io.httpcache.HttpCache;
import io.httpcache.RequestCacheOptions;
import io.httpcache.engine.CacheMode;
import io.httpcache.scenario.Scenario.Line;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays one scenario with one client, one store and one mode.
 */
final class ScenarioPlay implements AutoCloseable {

	private static final Set<String> DETAILS = Set.of("origin", "asked", "refresh", "late", "gets");

	private static final Set<String> BEHIND = Set.of("refresh", "late");

	private final MutableClock clock = new MutableClock();

	private final ManualExecutor executor = new ManualExecutor();

	private final Refreshed refreshed = new Refreshed();

	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final ScenarioDriver driver;

	private final HttpCacheStore store;

	private final ScenarioCache settings;

	private @Nullable HttpCache cache;

	private ScenarioDriver.@Nullable Client client;

	private volatile Answers answers = new Answers(this.clock, this.origin.uri("/").getPort());

	ScenarioPlay(ScenarioDriver driver, ScenarioStore store, CacheMode mode) {
		this.driver = driver;
		this.store = store.open(this.clock);
		this.settings = new ScenarioCache(mode);
		this.origin.respondWith((request) -> this.answers.next(request));
	}

	void play(Scenario scenario) throws Exception {
		List<Line> lines = scenario.lines();
		for (int i = 0; i < lines.size(); i++) {
			List<Line> details = new ArrayList<>();
			while (i + 1 + details.size() < lines.size()
					&& DETAILS.contains(lines.get(i + 1 + details.size()).word())) {
				details.add(lines.get(i + 1 + details.size()));
			}
			step(lines.get(i), details);
			i += details.size();
		}
	}

	private void step(Line line, List<Line> details) throws Exception {
		switch (line.word()) {
			case "in" -> {
			}
			case "defaults" -> configure(() -> this.settings.defaults(line));
			case "route" -> configure(() -> this.settings.route(line));
			case "cache" -> configure(() -> this.settings.setting(line));
			case "wait" -> this.clock.advance(ScenarioValues.duration(line.rest()));
			case "evict" -> cache().evict(this.origin.uri(line.rest()));
			case "expire" -> cache().expire(this.origin.uri(line.rest()));
			case "evict-tag" -> cache().evictTag(line.rest());
			case "evict-route" -> cache().evictRoute(line.rest());
			case "evict-pattern" -> cache().evictPattern(line.rest());
			case "clear" -> cache().clear();
			case "serve-stale" -> serveStale(line.rest().split(" "));
			case "stop-serving-stale" -> cache().stopServingStale(route(line.rest()));
			default -> request(line, details);
		}
	}

	/** What changes the configuration makes a new cache over the same store. */
	private void configure(Runnable change) {
		change.run();
		this.client = null;
		this.cache = null;
	}

	private HttpCache cache() {
		if (this.cache == null) {
			this.cache = this.settings.build(this.store, this.clock, this.executor, this.refreshed);
		}
		return this.cache;
	}

	/** {@code serve-stale ROUTE 2h 15m}. */
	private void serveStale(String[] words) {
		cache().serveStale(route(words[0]), ScenarioValues.duration(words[1]), ScenarioValues.duration(words[2]));
	}

	private static @Nullable String route(String word) {
		return word.equals("all") ? null : word;
	}

	private void request(Line line, List<Line> details) throws Exception {
		Answers answers = new Answers(this.clock, this.origin.uri("/").getPort());
		boolean down = details.stream().anyMatch((detail) -> detail.word().equals("origin") && detail.is("down"));
		details.stream()
			.filter((detail) -> detail.word().equals("origin") || BEHIND.contains(detail.word()))
			.filter((detail) -> !detail.is("down"))
			.forEach(answers::add);
		int behind = (int) details.stream().filter((detail) -> BEHIND.contains(detail.word())).count();
		this.answers = answers;
		this.executor.runAtOnce(behind == 0 && this.settings.isPatient());
		if (down) {
			this.origin.refuseConnections();
		}
		ResponseEntity<String> response = null;
		Exception failure = null;
		Instant now = this.clock.instant();
		try {
			response = send(line);
		}
		catch (Exception ex) {
			failure = ex;
		}
		answers.release();
		this.executor.runAll();
		this.refreshed.await(behind);
		if (down) {
			this.origin.acceptConnections();
		}
		check(line, details, answers, response, failure, now);
	}

	private ResponseEntity<String> send(Line line) throws Exception {
		List<String> parts = line.parts();
		RequestEntity.BodyBuilder request = RequestEntity.method(HttpMethod.valueOf(line.word()), uri(parts.get(0)));
		RequestCacheOptions options = RequestCacheOptions.NONE;
		byte[] body = null;
		for (String part : parts.subList(1, parts.size())) {
			String quoted = ScenarioValues.body(part);
			if (part.startsWith("@")) {
				options = ScenarioOptions.add(options, part);
			}
			else if (quoted != null) {
				body = quoted.getBytes(StandardCharsets.UTF_8);
			}
			else {
				int colon = part.indexOf(':');
				request.header(part.substring(0, colon),
						ScenarioValues.dates(part.substring(colon + 1).strip(), this.clock.instant()));
			}
		}
		if (this.client == null) {
			this.client = this.driver.connect(cache());
		}
		return this.client.exchange((body != null) ? request.body(body) : request.body(new byte[0]), options);
	}

	/** The same server by another name is another origin. */
	private URI uri(String target) {
		return target.startsWith("{other}")
				? URI.create(target.replace("{other}", "http://localhost:" + this.origin.uri("/").getPort()))
				: this.origin.uri(target);
	}

	private void check(Line line, List<Line> details, Answers answers, @Nullable ResponseEntity<String> response,
			@Nullable Exception failure, Instant now) {
		String where = "line " + line.number() + ": " + line.text() + "\n response: " + response;
		assertThat(answers.taken().size()).as(where + "\n origin got: " + answers.taken())
			.isEqualTo(answers.expected());
		answers.taken()
			.forEach((taken) -> assertThat(taken.line()).as(where)
				.isEqualTo(line.word() + " " + line.parts().get(0).replace("{other}", "")));
		int asked = -1;
		for (Line detail : details) {
			switch (detail.word()) {
				case "asked" -> Expected.originRequest(detail, answers.taken().get(asked), now);
				case "gets" -> Expected.response(detail, response, failure, now);
				default -> asked += detail.is("down") ? 0 : 1;
			}
		}
	}

	@Override
	public void close() {
		this.store.close();
		this.origin.close();
	}

}
