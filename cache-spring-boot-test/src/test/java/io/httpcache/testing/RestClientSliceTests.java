package io.httpcache.testing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.MockRestServiceServer;

import io.httpcache.HttpCache;

import static io.httpcache.testing.HttpCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * In the slice for {@code RestClient}, where a mock server answers.
 */
@RestClientTest(components = BlockingProducts.class,
		properties = { "httpcache.store.type=redis", "httpcache.defaults.stale-if-error=1h" })
@AutoConfigureHttpCache
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestClientSliceTests {

	private static final URI PRODUCTS = URI.create("https://api.example.com/products");

	@Autowired
	private BlockingProducts products;

	@Autowired
	private MockRestServiceServer server;

	@Autowired
	private HttpCache cache;

	@Autowired
	private MovableClock clock;

	@Test
	@Order(1)
	void theSecondCallIsAHitUntilTheClockIsMoved() {
		expectOneRequest();
		assertThat(this.products.get(PRODUCTS)).isCacheMiss().isStored();
		assertThat(this.products.get(PRODUCTS)).isCacheHit().hasTtl(Duration.ofMinutes(1));
		this.server.verify();
		assertThat(this.cache).hasEntries(1).hasEntry("/products").freshFor(Duration.ofMinutes(1));
		this.clock.advance(Duration.ofSeconds(61));
		this.server.reset();
		this.server.expect(requestTo(PRODUCTS))
			.andExpect(header(HttpHeaders.IF_NONE_MATCH, "\"1\""))
			.andRespond(withStatus(HttpStatus.NOT_MODIFIED));
		assertThat(this.products.get(PRODUCTS)).isRevalidated();
	}

	@Test
	@Order(2)
	void theNextTestBeginsWithAnEmptyCache() {
		assertThat(this.cache).isEmpty().hasNoEntry("/products");
		expectOneRequest();
		assertThat(this.products.get(PRODUCTS)).isCacheMiss();
	}

	@Test
	@Order(3)
	void andWithThePresentTime() {
		assertThat(Duration.between(this.clock.instant(), Instant.now())).isLessThan(Duration.ofSeconds(60));
	}

	@Test
	void aMockServerThatFailsIsStoodInFor() {
		expectOneRequest();
		this.products.get(PRODUCTS);
		this.clock.advance(Duration.ofMinutes(2));
		this.server.reset();
		this.server.expect(requestTo(PRODUCTS)).andRespond(withServerError());
		assertThat(this.products.get(PRODUCTS)).isStaleIfError();
	}

	private void expectOneRequest() {
		HttpHeaders headers = new HttpHeaders();
		headers.setCacheControl("max-age=60");
		headers.setETag("\"1\"");
		this.server.expect(ExpectedCount.once(), requestTo(PRODUCTS))
			.andRespond(withSuccess("[]", MediaType.APPLICATION_JSON).headers(headers));
	}

}
