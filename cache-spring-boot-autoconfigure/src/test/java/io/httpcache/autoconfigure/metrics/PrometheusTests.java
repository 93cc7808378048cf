package io.httpcache.autoconfigure.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Prometheus gets to see, and that the dashboard asks for that.
 */
class PrometheusTests {

	private static final Path DASHBOARD = Path.of("").toAbsolutePath().resolveSibling("docs/grafana/httpcache.json");

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@Test
	void theScrapeHasEveryMeterAndNothingFromOutside() throws IOException, InterruptedException {
		try (MeasuredApplication application = new MeasuredApplication(this.origin, this.clock)) {
			application.traffic();
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(HttpRequest
					.newBuilder(URI.create("http://127.0.0.1:" + application.port() + "/actuator/prometheus"))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(200);
			List<String> own = response.body()
				.lines()
				.filter((line) -> line.startsWith("httpcache_") || line.startsWith("cache_"))
				.toList();
			assertThat(own).extracting((line) -> line.substring(0, line.indexOf('{')))
				.contains("httpcache_requests_seconds_count", "httpcache_requests_seconds_sum",
						"httpcache_requests_seconds_max", "httpcache_not_stored_total", "httpcache_refreshes_total",
						"httpcache_store_operations_total", "httpcache_bytes_saved_bytes_total",
						"httpcache_time_saved_seconds_total", "cache_gets_total", "cache_puts_total",
						"cache_evictions_total", "cache_size");
			assertThat(own).allSatisfy((line) -> assertThat(line).doesNotContain("secret", "127.0.0.1", "/fast"));
			// One family for hits, misses and clients without the cache
			assertThat(response.body()).contains("httpcache_outcome=\"HIT\"", "httpcache_outcome=\"MISS\"");
		}
	}

	@Test
	@EnabledIf("hasPrometheus")
	void everyQueryOfTheDashboardHasAnAnswer(@TempDir Path directory) throws Exception {
		try (MeasuredApplication application = new MeasuredApplication(this.origin, this.clock);
				PrometheusServer prometheus = new PrometheusServer(directory, application.port())) {
			application.traffic();
			await().atMost(Duration.ofSeconds(30)).until(() -> {
				JsonNode up = prometheus.query("up{job=\"application\"}");
				return !up.isEmpty() && up.get(0).path("value").get(1).asString().equals("1");
			});
			List<String> queries = queries();
			assertThat(queries).hasSizeGreaterThan(12);
			List<String> unanswered = new ArrayList<>(queries);
			// A rate needs a second scrape, with something new in it
			await().atMost(Duration.ofSeconds(60)).until(() -> {
				application.traffic();
				unanswered.removeIf((query) -> hasNumber(prometheus.query(query)));
				return unanswered.isEmpty();
			});
			JsonNode hitRate = prometheus.query(queries.get(0));
			assertThat(hitRate.get(0).path("value").get(1).asDouble()).isBetween(0.05, 0.95);
			JsonNode evictions = prometheus.query("sum(cache_evictions_total{cache=\"httpcache\"})");
			assertThat(evictions.get(0).path("value").get(1).asString()).isEqualTo("0");
		}
	}

	static boolean hasPrometheus() {
		return PrometheusServer.isPresent();
	}

	private static boolean hasNumber(JsonNode result) {
		for (JsonNode series : result) {
			if (!series.path("value").get(1).asString().equals("NaN")) {
				return true;
			}
		}
		return false;
	}

	/** As Grafana would send them. */
	private static List<String> queries() throws IOException {
		List<String> queries = new ArrayList<>();
		JsonNode dashboard = JsonMapper.builder().build().readTree(Files.readString(DASHBOARD));
		for (JsonNode panel : dashboard.path("panels")) {
			for (JsonNode target : panel.path("targets")) {
				queries.add(target.path("expr")
					.asString()
					.replace("$__rate_interval", "1m")
					.replace("$cache", ".*")
					.replace("$route", ".*"));
			}
		}
		return queries;
	}

}
