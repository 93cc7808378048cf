package io.httpcache.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOptions;
import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;
import io.httpcache.RequestCacheOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the demonstration shows, as facts.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "upstream.delay=0ms")
class SampleApplicationTests {

	@Autowired
	private CatalogClient catalog;

	@Autowired
	private RatesClient rates;

	@Autowired
	private HttpCache cache;

	@Autowired
	private SlowUpstream upstream;

	@Autowired
	private Demonstration demonstration;

	@Value("${catalog.base-url}/products")
	private URI products;

	@LocalServerPort
	private int port;

	private int requestsBefore;

	@DynamicPropertySource
	static void upstreamPort(DynamicPropertyRegistry registry) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			int port = socket.getLocalPort();
			registry.add("upstream.port", () -> port);
		}
	}

	@BeforeEach
	void startAnew() {
		if (!this.upstream.isRunning()) {
			this.upstream.start();
		}
		this.cache.clear();
		this.requestsBefore = this.upstream.requests();
	}

	@Test
	void theSecondCallIsAnsweredWithoutTheUpstream() {
		assertThat(outcome(getProducts())).isEqualTo(CacheOutcome.MISS);
		assertThat(outcome(getProducts())).isEqualTo(CacheOutcome.HIT);
		assertThat(requests()).isOne();
	}

	@Test
	void afterPostTheNextGetIsFresh() {
		int before = this.catalog.get(Product[].class, "/products").length;
		this.catalog.post(Product.class, new Product(0, "Cup", BigDecimal.TEN), "/products");
		ResponseEntity<Product[]> after = getProducts();
		assertThat(outcome(after)).isEqualTo(CacheOutcome.MISS);
		assertThat(after.getBody()).hasSize(before + 1).extracting(Product::name).endsWith("Cup");
	}

	@Test
	void twoTokensNeverShare() {
		CatalogClient alice = this.catalog.withToken("alice");
		CatalogClient bob = this.catalog.withToken("bob");
		for (int i = 0; i < 2; i++) {
			assertThat(alice.get(String.class, "/cart")).contains("alice");
			assertThat(bob.get(String.class, "/cart")).contains("bob");
		}
		assertThat(requests()).isEqualTo(2);
	}

	@Test
	void whatRestClientFetchedIsAHitForWebClient() {
		String both = RestClient.create("http://localhost:" + this.port)
			.get()
			.uri("/products/both")
			.retrieve()
			.body(String.class);
		assertThat(both).contains("\"RestClient\":\"httpcache; fwd=uri-miss; stored\"")
			.contains("\"WebClient\":\"httpcache; hit; ttl=");
		assertThat(requests()).isOne();
	}

	@Test
	void anHttpInterfaceIsCachedForAsLongAsItsRouteSays() {
		assertThat(outcome(this.rates.rate("USD"))).isEqualTo(CacheOutcome.MISS);
		ResponseEntity<RatesClient.Rate> second = this.rates.rate("USD");
		assertThat(outcome(second)).isEqualTo(CacheOutcome.HIT);
		assertThat(second.getBody()).isEqualTo(new RatesClient.Rate("USD", 1.0842));
	}

	@Test
	void anHttpInterfaceTakesOptionsForOneRequest() {
		this.rates.rate("USD");
		assertThat(outcome(this.rates.rate("USD", CacheOptions.forceRefresh()))).isEqualTo(CacheOutcome.MISS);
		assertThat(outcome(this.rates.rate("USD", null))).isEqualTo(CacheOutcome.HIT);
		assertThat(requests()).isEqualTo(2);
	}

	@Test
	void theUpstreamSwitchedOffStillGivesAnAnswerMarkedStale() {
		Product[] before = this.catalog.get(Product[].class, "/products");
		this.cache.expire(this.products);
		this.upstream.stop();
		ResponseEntity<Product[]> answer = getProducts();
		assertThat(outcome(answer)).isEqualTo(CacheOutcome.STALE_IF_ERROR);
		assertThat(answer.getBody()).containsExactly(before);
	}

	@Test
	void withoutAStoredAnswerTheFailureIsTheClientsOwn() {
		this.upstream.stop();
		assertThatThrownBy(this::getProducts).isInstanceOf(ResourceAccessException.class);
	}

	@Test
	void theDemonstrationShowsIt(CapturedOutput output) {
		this.demonstration.run(new DefaultApplicationArguments());
		assertThat(output).contains("httpcache; fwd=uri-miss; stored", "httpcache; hit; ttl=",
				"httpcache; fwd=stale; detail=STALE_IF_ERROR", "curl -i localhost:" + this.port + "/products");
	}

	@Test
	void endpointsShowWhatTheClientsSaw() {
		RestClient browser = RestClient.create("http://localhost:" + this.port);
		for (String path : List.of("/products", "/rates/USD")) {
			browser.get().uri(path).retrieve().toBodilessEntity();
			assertThat(outcome(browser.get().uri(path).retrieve().toEntity(String.class))).isEqualTo(CacheOutcome.HIT);
		}
		assertThat(browser.get().uri("/cache").retrieve().body(String.class)).contains("/products", "/rates/USD");
		browser.delete().uri("/cache").retrieve().toBodilessEntity();
		assertThat(this.cache.entries(10)).isEmpty();
		assertThat(browser.post().uri("/upstream/off").retrieve().body(String.class)).contains("false");
		assertThat(this.upstream.isRunning()).isFalse();
		assertThatThrownBy(() -> browser.get().uri("/products").retrieve().toBodilessEntity())
			.isInstanceOf(HttpServerErrorException.BadGateway.class);
	}

	private ResponseEntity<Product[]> getProducts() {
		return this.catalog.exchange(RequestCacheOptions.NONE, Product[].class, "/products");
	}

	private int requests() {
		return this.upstream.requests() - this.requestsBefore;
	}

	private static CacheOutcome outcome(ResponseEntity<?> answer) {
		CacheStatus status = CacheStatus.from(answer.getHeaders());
		assertThat(status).isNotNull();
		return status.outcome();
	}

}
