package io.httpcache.sample;

import java.net.URI;
import java.time.Duration;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import io.httpcache.CacheOptions;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;

/**
 * The examples of the documentation, so that they compile. Blocks there are copies of
 * lines here.
 */
final class ReadmeExamples {

	private ReadmeExamples() {
	}

	static void options(RestClient client, RestTemplate restTemplate) {
		ResponseEntity<Product[]> answer = client.get()
			.uri("/products?category={category}", "tea")
			.attributes(CacheOptions.ttl(Duration.ofMinutes(1)).tags("products"))
			.retrieve()
			.toEntity(Product[].class);
		CacheStatus status = CacheStatus.from(answer.getHeaders());

		Product product = CacheOptions.refresh()
			.call(() -> restTemplate.getForObject("https://api.example.com/products/{id}", Product.class, 1));
		System.out.println(status + " " + product);
	}

	static RestClient wholeClient(RestClient.Builder builder) {
		return builder.defaultRequest((request) -> request.attributes(CacheOptions.partition("client-certificate-a")))
			.build();
	}

	static void evicting(HttpCache cache) {
		cache.evict(URI.create("https://api.example.com/products/1")); // all partitions
																		// and variants of
																		// it
		cache.evictPattern("api.example.com/products/**");
		cache.evictTag("products");
		cache.evictRoute("rates");
		cache.expire(URI.create("https://api.example.com/config")); // validate next time,
																	// keep for errors
		cache.clear();
	}

	static RestTemplate byHand(HttpCache cache) {
		RestTemplate template = cache.applyTo(new RestTemplate());
		return template;
	}

	static <T> T fallback(RestClient client, Class<T> type, RuntimeException failure) {
		try {
			return client.get()
				.uri("/products")
				.attributes(CacheOptions.onlyIfCached().staleIfError(Duration.ofHours(1)))
				.retrieve()
				.requiredBody(type);
		}
		catch (RuntimeException ex) {
			throw failure;
		}
	}

}
