package io.httpcache.testing;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;

import io.httpcache.HttpCache;
import io.httpcache.test.TestOrigin;

import static io.httpcache.testing.HttpCacheAssertions.assertThat;

/**
 * In the slice for {@code WebClient}, over a real server.
 */
@WebClientTest(ReactiveProducts.class)
@AutoConfigureHttpCache
class WebClientSliceTests {

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	@Autowired
	private ReactiveProducts products;

	@Autowired
	private HttpCache cache;

	@Autowired
	private MovableClock clock;

	@Test
	void theSecondCallIsAHitUntilTheClockIsMoved() {
		this.origin.always("GET /products").respond(200).header("Cache-Control", "max-age=60").body("[]");
		assertThat(this.products.get(this.origin.uri("/products"))).isCacheMiss().isStored();
		assertThat(this.products.get(this.origin.uri("/products"))).isCacheHit();
		assertThat(this.cache).hasEntry(this.origin.uri("/products")).freshFor(Duration.ofMinutes(1)).hasCount(1);
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.products.get(this.origin.uri("/products"))).isCacheMiss();
	}

}
