package io.httpcache.sample;

import java.math.BigDecimal;
import java.net.URI;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

import io.httpcache.CacheOptions;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;
import io.httpcache.RequestCacheOptions;

/**
 * Shows on the console, right after the start, what the cache does.
 */
@Component
class Demonstration implements ApplicationRunner {

	private final CatalogClient catalog;

	private final RatesClient rates;

	private final HttpCache cache;

	private final SlowUpstream upstream;

	private final ApplicationContext context;

	private final URI products;

	private final boolean exit;

	Demonstration(CatalogClient catalog, RatesClient rates, HttpCache cache, SlowUpstream upstream,
			ApplicationContext context, @Value("${catalog.base-url}/products") URI products,
			@Value("${demo.exit}") boolean exit) {
		this.catalog = catalog;
		this.rates = rates;
		this.cache = cache;
		this.upstream = upstream;
		this.context = context;
		this.products = products;
		this.exit = exit;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		loadClasses();
		title("The same call again");
		show("GET /products", this::getProducts);
		show("GET /products", this::getProducts);
		title("A POST makes the next GET fresh");
		Product posted = this.catalog.post(Product.class, new Product(0, "Kettle", new BigDecimal("39.00")),
				"/products");
		print("POST /products", "added number " + posted.id());
		show("GET /products", this::getProducts);
		title("Two tokens never share");
		CatalogClient alice = this.catalog.withToken("alice");
		CatalogClient bob = this.catalog.withToken("bob");
		show("GET /cart, alice", () -> getCart(alice));
		show("GET /cart, bob", () -> getCart(bob));
		show("GET /cart, alice", () -> getCart(alice));
		title("An HTTP interface, and an origin that says nothing about caching: default-ttl");
		show("GET /rates/USD", () -> this.rates.rate("USD"));
		show("GET /rates/USD", () -> this.rates.rate("USD"));
		title("What is stored becomes stale, and the upstream is switched off");
		this.cache.expire(this.products);
		this.upstream.stop();
		show("GET /products", this::getProducts);
		this.upstream.start();
		this.cache.clear();
		next();
	}

	/** So that what is measured is the calls, not the start of a JVM. */
	private void loadClasses() {
		for (int i = 0; i < 3; i++) {
			getProducts();
			this.rates.rate("USD");
		}
		this.cache.clear();
	}

	private ResponseEntity<Product[]> getProducts() {
		return this.catalog.exchange(RequestCacheOptions.NONE, Product[].class, "/products");
	}

	private static ResponseEntity<String> getCart(CatalogClient client) {
		return client.exchange(CacheOptions.tags("carts"), String.class, "/cart");
	}

	private void next() {
		if (this.exit) {
			SpringApplication.exit(this.context);
			return;
		}
		title("Try it");
		String curl = "curl -i localhost:" + this.context.getEnvironment().getProperty("local.server.port");
		System.out.printf("""
				  %1$s/products
				  %1$s/products -d '{"id": 0, "name": "Cup", "price": 7.50}' -H 'Content-Type: application/json'
				  %1$s/rates/USD
				  %1$s/upstream/off -X POST
				  %1$s/cache
				  %1$s/cache -X DELETE
				""", curl);
	}

	private static void title(String text) {
		System.out.printf("%n%s%n", text);
	}

	private static void show(String what, Supplier<ResponseEntity<?>> call) {
		long start = System.nanoTime();
		try {
			String status = call.get().getHeaders().getFirst(CacheStatus.FIELD);
			print(what, "%7.1f ms   Cache-Status: %s".formatted((System.nanoTime() - start) / 1e6, status));
		}
		catch (RestClientException ex) {
			// Somebody tried something by hand meanwhile
			print(what, ex.getMessage());
		}
	}

	private static void print(String what, @Nullable String result) {
		System.out.printf("  %-18s %s%n", what, result);
	}

}
