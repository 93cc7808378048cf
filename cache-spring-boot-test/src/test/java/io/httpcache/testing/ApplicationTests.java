package io.httpcache.testing;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.test.TestOrigin;

import static io.httpcache.testing.HttpCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * In a whole application, over a real server.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "httpcache.routes.products.url=/products", "httpcache.routes.products.ttl=5m",
				"httpcache.routes.products.tags=shop", "httpcache.store.type=redis",
				"httpcache.warm-up.urls=http://localhost:1/nobody-is-there", "httpcache.warm-up.required=true",
				"spring.http.clients.imperative.factory=jdk" })
@AutoConfigureHttpCache
class ApplicationTests {

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(Clock.systemUTC());

	@Autowired
	private BlockingProducts blocking;

	@Autowired
	private ReactiveProducts reactive;

	@Autowired
	private HttpCache cache;

	@Autowired
	private Clock clock;

	@Test
	void routesOfTheApplicationHold() {
		this.origin.expect("GET /products").respond(200).body("[]");
		assertThat(this.blocking.get(this.origin.uri("/products"))).isCacheMiss().isStored();
		assertThat(this.reactive.get(this.origin.uri("/products"))).isCacheHit().hasTtl(Duration.ofMinutes(5));
		assertThat(this.cache).hasEntry("/products")
			.freshFor(Duration.ofMinutes(5))
			.freshUntil(this.clock.instant().plus(Duration.ofMinutes(5)))
			.hasRoute("products")
			.hasTags("shop")
			.hasStatus(200);
	}

	@Test
	void whatIsNotStoredHasAReason() {
		this.origin.expect("GET /products").respond(200).header("Cache-Control", "no-store").body("[]");
		assertThat(this.blocking.get(this.origin.uri("/products"))).isCacheMiss().isNotStored(CacheReason.NO_STORE);
		assertThat(this.cache).isEmpty();
	}

	@Test
	void thereIsNothingToWarmUp() {
		assertThat(this.cache.warmUp().requested()).isZero();
	}

	@Test
	void theClockIsTheApplicationsPrimaryOne() {
		assertThat(this.clock).isInstanceOf(MovableClock.class);
	}

	@Nested
	class InANestedClass {

		@Test
		void theCacheIsEmptiedToo() {
			assertThat(ApplicationTests.this.cache).isEmpty();
			ApplicationTests.this.origin.expect("GET /products").respond(200).body("[]");
			assertThat(ApplicationTests.this.blocking.get(ApplicationTests.this.origin.uri("/products"))).isCacheMiss();
		}

	}

}
