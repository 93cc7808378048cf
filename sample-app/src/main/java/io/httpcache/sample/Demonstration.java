package io.httpcache.sample;

import java.math.BigDecimal;
import java.net.URI;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.httpcache.CacheOptions;
import io.httpcache.HttpCache;
import io.httpcache.RequestCacheOptions;

/**
 * Shows on the console, right after the start, what the cache does.
 */
@Component
@Profile("!warm-up & !outage")
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
		Console.title("The same call again");
		Console.show("GET /products", this::getProducts);
		Console.show("GET /products", this::getProducts);
		Console.title("A POST makes the next GET fresh");
		Product posted = this.catalog.post(Product.class, new Product(0, "Kettle", new BigDecimal("39.00")),
				"/products");
		Console.print("POST /products", "added number " + posted.id());
		Console.show("GET /products", this::getProducts);
		Console.title("Two tokens never share");
		CatalogClient alice = this.catalog.withToken("alice");
		CatalogClient bob = this.catalog.withToken("bob");
		Console.show("GET /cart, alice", () -> getCart(alice));
		Console.show("GET /cart, bob", () -> getCart(bob));
		Console.show("GET /cart, alice", () -> getCart(alice));
		Console.title("An HTTP interface, and an origin that says nothing about caching: default-ttl");
		Console.show("GET /rates/USD", () -> this.rates.rate("USD"));
		Console.show("GET /rates/USD", () -> this.rates.rate("USD"));
		Console.title("What is stored becomes stale, and the upstream is switched off");
		this.cache.expire(this.products);
		this.upstream.stop();
		Console.show("GET /products", this::getProducts);
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
		Console.title("Try it");
		String curl = "curl -i localhost:" + this.context.getEnvironment().getProperty("local.server.port");
		System.out.printf("""
				  %1$s/products
				  %1$s/products/both
				  %1$s/products -d '{"id": 0, "name": "Cup", "price": 7.50}' -H 'Content-Type: application/json'
				  %1$s/rates/USD
				  %1$s/upstream/off -X POST
				  %1$s/cache
				  %1$s/cache -X DELETE
				""", curl);
	}

}
