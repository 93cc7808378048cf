package io.httpcache.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.client.MockRestServiceServer;

import io.httpcache.HttpCache;
import io.httpcache.RequestCacheOptions;
import io.httpcache.testing.AutoConfigureHttpCache;
import io.httpcache.testing.MovableClock;

import static io.httpcache.testing.HttpCacheAssertions.assertThat;
import static org.springframework.test.web.client.ExpectedCount.once;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * A client tested by itself, with the cache that it has in the application.
 */
@TestPropertySource(properties = "catalog.base-url=https://api.example.com")
@RestClientTest(CatalogClient.class)
@AutoConfigureHttpCache
class CatalogClientTests {

	@Autowired
	private CatalogClient catalog;

	@Autowired
	private MockRestServiceServer server;

	@Autowired
	private HttpCache cache;

	@Autowired
	private MovableClock clock;

	@Test
	void theSecondCallIsAHit() {
		this.server.expect(once(), requestTo("https://api.example.com/products"))
			.andRespond(withSuccess("[]", MediaType.APPLICATION_JSON).headers(maxAge(60)));
		assertThat(getProducts()).isCacheMiss().isStored();
		assertThat(getProducts()).isCacheHit();
		assertThat(this.cache).hasEntry("/products").freshFor(Duration.ofMinutes(1));
		this.server.verify();
	}

	@Test
	void aFailingCatalogIsStoodInFor() {
		this.server.expect(once(), requestTo("https://api.example.com/products"))
			.andRespond(withSuccess("[]", MediaType.APPLICATION_JSON).headers(maxAge(60)));
		getProducts();
		this.clock.advance(Duration.ofMinutes(2));
		this.server.reset();
		this.server.expect(requestTo("https://api.example.com/products")).andRespond(withServerError());
		assertThat(getProducts()).isStaleIfError();
	}

	private ResponseEntity<Product[]> getProducts() {
		return this.catalog.exchange(RequestCacheOptions.NONE, Product[].class, "/products");
	}

	private static HttpHeaders maxAge(long seconds) {
		HttpHeaders headers = new HttpHeaders();
		headers.setCacheControl(CacheControl.maxAge(Duration.ofSeconds(seconds)));
		return headers;
	}

}
