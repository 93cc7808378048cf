package io.httpcache.sample;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.ResourceAccessException;

import io.httpcache.CacheEntry;
import io.httpcache.CacheOptions;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;

/**
 * What to try by hand. The application answers with what its clients were answered, and
 * shows the {@code Cache-Status} that they saw.
 */
@RestController
class SampleController {

	private final CatalogClient catalog;

	private final ReactiveCatalogClient reactiveCatalog;

	private final RatesClient rates;

	private final HttpCache cache;

	private final SlowUpstream upstream;

	SampleController(CatalogClient catalog, ReactiveCatalogClient reactiveCatalog, RatesClient rates, HttpCache cache,
			SlowUpstream upstream) {
		this.catalog = catalog;
		this.reactiveCatalog = reactiveCatalog;
		this.rates = rates;
		this.cache = cache;
		this.upstream = upstream;
	}

	@GetMapping("/products")
	ResponseEntity<Product[]> products() {
		return shown(this.catalog.exchange(CacheOptions.tags("products"), Product[].class, "/products"));
	}

	/**
	 * What a {@code RestClient} fetched is a hit for a {@code WebClient}.
	 */
	@GetMapping("/products/both")
	Mono<Map<String, String>> both() {
		this.cache.evictTag("products");
		String blocking = status(this.catalog.exchange(CacheOptions.tags("products"), Product[].class, "/products"));
		return this.reactiveCatalog.exchange(Product[].class, "/products")
			.map((answer) -> Map.of("RestClient", blocking, "WebClient", status(answer)));
	}

	@PostMapping("/products")
	Product add(@RequestBody Product product) {
		return this.catalog.post(Product.class, product, "/products");
	}

	@GetMapping("/rates/{currency}")
	ResponseEntity<RatesClient.Rate> rate(@PathVariable String currency) {
		return shown(this.rates.rate(currency));
	}

	@PostMapping("/upstream/{state}")
	Map<String, Boolean> upstream(@PathVariable String state) {
		if (state.equals("off")) {
			this.upstream.stop();
		}
		else if (!this.upstream.isRunning()) {
			this.upstream.start();
		}
		return Map.of("running", this.upstream.isRunning());
	}

	@GetMapping("/cache")
	List<CacheEntry> entries() {
		return this.cache.entries(20);
	}

	@DeleteMapping("/cache")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void clear() {
		this.cache.clear();
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_GATEWAY)
	String unreachable(ResourceAccessException ex) {
		return "The upstream is off, and nothing is stored that could stand in for it.\n";
	}

	private static <T> ResponseEntity<T> shown(ResponseEntity<T> answer) {
		return ResponseEntity.status(answer.getStatusCode())
			.header(CacheStatus.FIELD, status(answer))
			.header(HttpHeaders.CACHE_CONTROL, "no-cache")
			.body(answer.getBody());
	}

	private static String status(ResponseEntity<?> answer) {
		String status = answer.getHeaders().getFirst(CacheStatus.FIELD);
		return (status != null) ? status : "";
	}

}
