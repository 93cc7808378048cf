package io.httpcache.autoconfigure.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus that scrapes one application twice a second.
 */
final class PrometheusServer implements AutoCloseable {

	private static final Path BINARY = Path.of("/usr/bin/prometheus");

	private final JsonMapper json = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final int port;

	PrometheusServer(Path directory, int scraped) throws IOException {
		this.port = freePort();
		Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
				global:
				  scrape_interval: 500ms
				  scrape_timeout: 500ms
				scrape_configs:
				  - job_name: application
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["127.0.0.1:%d"]
				""".formatted(scraped));
		this.process = new ProcessBuilder(BINARY.toString(), "--config.file=" + configuration,
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + this.port,
				"--log.level=error")
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("prometheus.log").toFile())
			.start();
	}

	/** Required where the build says so, used where it is found. */
	static boolean isPresent() {
		boolean present = Files.isExecutable(BINARY);
		if (!present && "required".equals(System.getProperty("prometheus.tests"))) {
			throw new IllegalStateException("There is no " + BINARY);
		}
		return present;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/** The result of an instant query, empty for none. */
	JsonNode query(String expression) {
		String uri = "http://127.0.0.1:" + this.port + "/api/v1/query?query="
				+ URLEncoder.encode(expression, StandardCharsets.UTF_8);
		try {
			HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(URI.create(uri)).build(),
					HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() == 503) {
				// It listens before it is ready
				return this.json.createArrayNode();
			}
			JsonNode answer = this.json.readTree(response.body());
			if (!answer.path("status").asString().equals("success")) {
				throw new AssertionError(expression + ": " + answer);
			}
			return answer.path("data").path("result");
		}
		catch (IOException ex) {
			// It is not up yet
			return this.json.createArrayNode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
