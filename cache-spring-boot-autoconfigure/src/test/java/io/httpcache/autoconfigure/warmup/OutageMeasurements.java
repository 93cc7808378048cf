package io.httpcache.autoconfigure.warmup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import io.httpcache.HttpCache;

/**
 * Prints the tables of {@code docs/warm-up.md} and {@code docs/outages.md}. Run by hand.
 */
final class OutageMeasurements {

	private static final int URLS = 40;

	private static final int CALLERS = 10;

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

	private final HttpServer upstream;

	private final AtomicInteger requests = new AtomicInteger();

	private volatile long delayMillis = 300;

	private OutageMeasurements() throws IOException {
		this.upstream = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.upstream.setExecutor(Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			return thread;
		}));
		this.upstream.createContext("/", (exchange) -> {
			this.requests.incrementAndGet();
			pause(this.delayMillis);
			exchange.getResponseHeaders().set("Content-Type", "text/plain");
			exchange.sendResponseHeaders(200, 4);
			exchange.getResponseBody().write("body".getBytes());
			exchange.close();
		});
		this.upstream.start();
	}

	public static void main(String[] args) throws Exception {
		OutageMeasurements measurements = new OutageMeasurements();
		measurements.warmUp();
		measurements.outage();
		System.exit(0);
	}

	private void warmUp() throws Exception {
		String urls = IntStream.range(0, URLS).mapToObj((i) -> "/" + i).collect(Collectors.joining(","));
		start("httpcache.defaults.default-ttl=1m").close();
		System.out.println("| warm-up | start to ready | p50 | p99 | slowest of the first 1,000 requests |");
		System.out.println("|---|---|---|---|---|");
		for (int concurrency : new int[] { 0, 5, 20 }) {
			long begin = System.nanoTime();
			try (ConfigurableApplicationContext context = (concurrency == 0)
					? start("httpcache.defaults.default-ttl=1m")
					: start("httpcache.defaults.default-ttl=1m", "httpcache.warm-up.concurrency=" + concurrency,
							"httpcache.warm-up.clients.client.urls=" + urls)) {
				long ready = (System.nanoTime() - begin) / 1_000_000;
				Latencies first = call(context, Duration.ofSeconds(60), 1000);
				System.out.printf("| %s | %,d ms | %s | %s | %s |%n",
						(concurrency == 0) ? "none" : "`concurrency: " + concurrency + "`", ready, first.at(0.5),
						first.at(0.99), first.at(1));
			}
		}
	}

	private void outage() throws Exception {
		System.out.println("| the upstream | | p50 | p99 | calls | failed |");
		System.out.println("|---|---|---|---|---|---|");
		measure("answers after 2 s", "", 2_000, false);
		measure("", "`soft-timeout: 200ms`", 2_000, false, "httpcache.defaults.soft-timeout=200ms");
		measure("does not answer (read timeout 1 s)", "", 60_000, false);
		measure("", "`stale-if-error: 1h`", 60_000, false, "httpcache.defaults.stale-if-error=1h");
		measure("", "`stale-if-error: 1h` and `serveStale`", 60_000, true, "httpcache.defaults.stale-if-error=1h");
	}

	private void measure(String upstream, String remedy, long delayMillis, boolean lever, String... properties)
			throws Exception {
		this.delayMillis = 0;
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("httpcache.defaults.default-ttl=500ms");
		if (delayMillis > 10_000) {
			all.add("spring.http.clients.read-timeout=1s");
		}
		try (ConfigurableApplicationContext context = start(all.toArray(String[]::new))) {
			call(context, Duration.ofSeconds(1), Integer.MAX_VALUE);
			this.delayMillis = delayMillis;
			if (lever) {
				context.getBean(HttpCache.class).serveStale(null, Duration.ofHours(2), Duration.ofMinutes(15));
			}
			Latencies calls = call(context, Duration.ofSeconds(8), Integer.MAX_VALUE);
			System.out.printf("| %s | %s | %s | %s | %,d | %,d |%n", upstream, remedy, calls.at(0.5), calls.at(0.99),
					calls.nanos().length, calls.failed());
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("upstream=http://127.0.0.1:" + this.upstream.getAddress().getPort(),
					"spring.main.banner-mode=off", "logging.level.root=warn", "logging.level.io.httpcache=error",
					"spring.http.clients.imperative.factory=jdk")
			.run(Arrays.stream(properties).map("--"::concat).toArray(String[]::new));
	}

	private Latencies call(ConfigurableApplicationContext context, Duration most, int count) throws Exception {
		RestClient client = context.getBean(RestClient.class);
		ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
		AtomicInteger left = new AtomicInteger(count);
		AtomicInteger failed = new AtomicInteger();
		long end = System.nanoTime() + most.toNanos();
		List<Future<?>> all = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			all.add(this.callers.submit(() -> {
				while (left.getAndDecrement() > 0 && System.nanoTime() < end) {
					long begin = System.nanoTime();
					try {
						client.get()
							.uri("/" + ThreadLocalRandom.current().nextInt(URLS))
							.retrieve()
							.toEntity(String.class);
					}
					catch (RestClientException ex) {
						failed.incrementAndGet();
					}
					nanos.add(System.nanoTime() - begin);
					if (count == Integer.MAX_VALUE) {
						pause(5);
					}
				}
			}));
		}
		for (Future<?> each : all) {
			each.get();
		}
		return new Latencies(nanos.stream().mapToLong(Long::longValue).sorted().toArray(), failed.get());
	}

	private static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How long calls took.
	 *
	 * @param nanos sorted
	 * @param failed how many ended with an exception
	 */
	private record Latencies(long[] nanos, int failed) {

		String at(double share) {
			double millis = this.nanos[(int) Math.min(this.nanos.length - 1, this.nanos.length * share)] / 1e6;
			return "%,.1f ms".formatted(millis);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		RestClient client(RestClient.Builder builder, @Value("${upstream}") String upstream) {
			return builder.baseUrl(upstream).build();
		}

	}

}
