package io.httpcache.autoconfigure.insight;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOutcome;
import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.metrics.HttpCacheMetricsAutoConfiguration;
import io.httpcache.client.AnsweredRequest;
import io.httpcache.client.CacheObserver;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a hit allocates with everything on, over the least that a client with an
 * interceptor does.
 */
class HitCostTests {

	private static final int CALLS = 20_000;

	/** The real one, as one to move makes an object for each reading. */
	private final Clock clock = Clock.systemUTC();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final ApplicationContextRunner metered = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(HttpCacheAutoConfiguration.class, HttpCacheMetricsAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	private final ApplicationContextRunner recorded = this.metered
		.withConfiguration(AutoConfigurations.of(HttpCacheInsightAutoConfiguration.class));

	@BeforeEach
	void answer() {
		this.origin.always("GET /products/4711")
			.respond(200)
			.header("Cache-Control", "max-age=3600")
			.header("Content-Type", "application/json")
			.body("x".repeat(1024));
	}

	@Test
	void metersAndRecordsKeepTheBudget(TestReporter reporter) {
		long without = hit(this.metered);
		long with = hit(this.recorded);
		CannedResponse canned = new CannedResponse();
		long floor = allocated(
				call(RestClient.builder().requestInterceptor((request, body, execution) -> canned).build()));
		reporter.publishEntry("bytes for each hit",
				"floor %d, with meters %d, with records too %d".formatted(floor, without, with));
		assertThat(with - floor).isLessThanOrEqualTo(800);
	}

	/**
	 * Apart from the rest: how much of that the compiler does away with is its own
	 * business, and differs from run to run.
	 */
	@Test
	void whatIsRecordedOfAHitIsSmall(TestReporter reporter) {
		List<AnsweredRequest> answered = new ArrayList<>();
		this.recorded.withBean("answered", CacheObserver.class, () -> new CacheObserver() {

			@Override
			public void completed(AnsweredRequest request) {
				answered.add(request);
			}

		}).run((context) -> {
			Runnable call = call(client(context));
			call.run();
			call.run();
			AnsweredRequest hit = answered.get(1);
			assertThat(hit.outcome()).isEqualTo(CacheOutcome.HIT);
			CacheObserver decisions = context.getBean(DecisionLog.class);
			CacheObserver traffic = context.getBean(TrafficRecord.class);
			long bytes = allocated(() -> {
				decisions.completed(hit);
				traffic.completed(hit);
			});
			reporter.publishEntry("bytes recorded of a hit", Long.toString(bytes));
			assertThat(bytes).isBetween(60L, 130L);
		});
	}

	private long hit(ApplicationContextRunner application) {
		AtomicLong bytes = new AtomicLong();
		application.run((context) -> bytes.set(allocated(call(client(context)))));
		return bytes.get();
	}

	private static RestClient client(ApplicationContext context) {
		return context.getBean(HttpCache.class)
			.applyTo(RestClient.builder())
			.requestFactory(new JdkClientHttpRequestFactory())
			.build();
	}

	private Runnable call(RestClient client) {
		URI uri = this.origin.uri("/products/4711");
		return () -> client.get().uri(uri).retrieve().body(byte[].class);
	}

	private static long allocated(Runnable call) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 10; round++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < CALLS; i++) {
				call.run();
			}
			least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
		}
		return least;
	}

	/** Made once, as nothing else could be cheaper. */
	private static final class CannedResponse implements ClientHttpResponse {

		private final HttpHeaders headers = new HttpHeaders();

		private final byte[] body = new byte[1024];

		CannedResponse() {
			this.headers.set("Content-Type", "application/json");
			this.headers.set("Content-Length", "1024");
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.OK;
		}

		@Override
		public String getStatusText() {
			return "OK";
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public void close() {
			// Nothing is open
		}

	}

}
