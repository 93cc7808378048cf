package io.httpcache.benchmarks;

import java.net.URI;
import java.util.List;

import org.springframework.web.client.RestClient;

import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;

/**
 * A thousand callers that miss the same URI at once, on an origin that takes 200 ms:
 * budget 1 origin request.
 */
public final class ConcurrentMisses {

	private static final int CALLERS = 1000;

	private static final int ORIGIN_MILLIS = 200;

	private static final URI PRODUCT = URI.create("https://api.example.com/resource17/4711");

	private ConcurrentMisses() {
	}

	public static void main(String[] args) {
		System.out.printf("%,d callers at once, origin %d ms%n", CALLERS, ORIGIN_MILLIS);
		run("without collapsing", false);
		run("with collapsing   ", true);
	}

	private static void run(String title, boolean collapse) {
		CannedResponse response = CannedResponse.ofLength(Payload.KIB);
		CannedOrigin origin = new CannedOrigin(() -> {
			Arrivals.sleepMillis(ORIGIN_MILLIS);
			return response;
		});
		RestClient client = Clients.cached(Clients.cache().routes(collapsing(collapse)), origin).build();
		double[] times = Arrivals.run(CALLERS, 0, () -> client.get().uri(PRODUCT).retrieve().body(byte[].class));
		System.out.printf("%s  origin requests %,5d, %s%n", title, origin.requests(), Arrivals.describe(times));
	}

	static Routes collapsing(boolean collapse) {
		Route fallback = RouteSettings.builder().collapse(collapse).build().toRoute(Route.DEFAULT_NAME);
		return Routes.of(List.of(), fallback);
	}

}
