package com.example.servlet;

import java.time.Duration;

import io.httpcache.HttpCache;
import io.httpcache.testing.AutoConfigureHttpCache;
import io.httpcache.testing.MovableClock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

import static io.httpcache.testing.HttpCacheAssertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * The published test support, in a slice.
 */
@RestClientTest
@Import(ItemClientTests.ItemClient.class)
@AutoConfigureHttpCache
class ItemClientTests {

	@Autowired
	private ItemClient items;

	@Autowired
	private MockRestServiceServer server;

	@Autowired
	private HttpCache cache;

	@Autowired
	private MovableClock clock;

	@Test
	void theSecondCallIsAHit() {
		HttpHeaders headers = new HttpHeaders();
		headers.setCacheControl("max-age=60");
		this.server.expect(ExpectedCount.twice(), requestTo("https://api.example.com/items/1"))
			.andRespond(withSuccess("x", MediaType.TEXT_PLAIN).headers(headers));
		assertThat(this.items.get()).isCacheMiss().isStored();
		assertThat(this.items.get()).isCacheHit();
		assertThat(this.cache).hasEntry("/items/1").freshFor(Duration.ofMinutes(1));
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.items.get()).isCacheMiss();
		this.server.verify();
	}

	static class ItemClient {

		private final RestClient client;

		ItemClient(RestClient.Builder builder) {
			this.client = builder.baseUrl("https://api.example.com").build();
		}

		ResponseEntity<String> get() {
			return this.client.get().uri("/items/1").retrieve().toEntity(String.class);
		}

	}

}
