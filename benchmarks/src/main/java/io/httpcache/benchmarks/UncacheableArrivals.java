package io.httpcache.benchmarks;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;

/**
 * An URI whose responses may not be stored, on an origin that takes 200 ms, with an
 * arrival every 20 ms: collapsing must not make those wait who get nothing from it.
 * Budget: p99 at most 1.1 times that without collapsing.
 */
public final class UncacheableArrivals {

	private static final int CALLERS = 500;

	private static final int APART_MILLIS = 20;

	private static final int ORIGIN_MILLIS = 200;

	private static final double BUDGET = 1.1;

	private static final URI PRODUCT = URI.create("https://api.example.com/resource17/4711");

	private UncacheableArrivals() {
	}

	public static void main(String[] args) {
		System.out.printf("%,d callers %d ms apart, uncacheable, origin %d ms%n", CALLERS, APART_MILLIS, ORIGIN_MILLIS);
		double without = run("without collapsing", false);
		double with = run("with collapsing   ", true);
		System.out.printf("p99 with collapsing: %.2f times that without   budget: ≤ %.1f   %s%n", with / without,
				BUDGET, (with <= BUDGET * without) ? "ok" : "MISSED");
	}

	private static double run(String title, boolean collapse) {
		CannedResponse cacheable = CannedResponse.ofLength(Payload.KIB);
		HttpHeaders headers = HttpHeaders.copyOf(cacheable.getHeaders());
		headers.setCacheControl("no-store");
		CannedResponse response = new CannedResponse(HttpHeaders.readOnlyHttpHeaders(headers), cacheable.body());
		CannedOrigin origin = new CannedOrigin(() -> {
			Arrivals.sleepMillis(ORIGIN_MILLIS);
			return response;
		});
		RestClient client = Clients.cached(Clients.cache().routes(ConcurrentMisses.collapsing(collapse)), origin)
			.build();
		double[] times = Arrivals.run(CALLERS, APART_MILLIS,
				() -> client.get().uri(PRODUCT).retrieve().body(byte[].class));
		System.out.printf("%s  origin requests %,5d, %s%n", title, origin.requests(), Arrivals.describe(times));
		return Arrivals.percentile(times, 99);
	}

}
