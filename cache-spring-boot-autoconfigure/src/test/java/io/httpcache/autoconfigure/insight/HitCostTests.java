package io.httpcache.autoconfigure.insight;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheObserver;
import io.httpcache.client.CacheRuntime;
import io.httpcache.engine.CacheMode;
import io.httpcache.route.SecretNames;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the records add to a hit.
 */
class HitCostTests {

	private static final int CALLS = 20_000;

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@Test
	void bothRecordsTogetherAddAtMost130Bytes(TestReporter reporter) {
		this.origin.always("GET /products/4711")
			.respond(200)
			.header("Cache-Control", "max-age=60")
			.body("x".repeat(1024));
		CacheObserver nothing = new CacheObserver() {
		};
		long without = allocated(client(List.of(nothing)));
		long with = allocated(client(List.of(new DecisionLog(this.clock, SecretNames.DEFAULT),
				new TrafficRecord(1, CacheMode.PRIVATE, this.clock))));
		long floor = allocated(RestClient.builder().requestInterceptor((request, body, execution) -> {
			MockClientHttpResponse canned = new MockClientHttpResponse(new byte[1024], HttpStatus.OK);
			canned.getHeaders().setContentLength(1024);
			return canned;
		}).baseUrl(this.origin.url()).build());
		reporter.publishEntry("bytes for each hit",
				"without %d, with %d, a canned response %d".formatted(without, with, floor));
		assertThat(with - without).isBetween(60L, 130L);
	}

	private RestClient client(List<CacheObserver> observers) {
		HttpCacheBuilder builder = HttpCacheBuilder.create()
			.clock(this.clock)
			.executor(Runnable::run)
			.extensions((none) -> new CacheRuntime.Extensions(List.of(), List.of(), java.util.Map.of(), List.of(),
					observers));
		return builder.build()
			.applyTo(RestClient.builder())
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl(this.origin.url())
			.build();
	}

	private static long allocated(RestClient client) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 5; round++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < CALLS; i++) {
				client.get().uri("/products/4711").retrieve().body(byte[].class);
			}
			least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
		}
		return least;
	}

}
