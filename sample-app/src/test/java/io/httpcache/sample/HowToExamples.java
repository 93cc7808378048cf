package io.httpcache.sample;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import io.httpcache.CacheOptions;
import io.httpcache.CachePartitionResolver;
import io.httpcache.CacheStorageFilter;
import io.httpcache.autoconfigure.HttpCacheExecutor;

/**
 * The examples of the how-tos, so that they compile. Blocks there are copies of lines
 * here.
 */
class HowToExamples {

	@GetMapping("/config")
	ResponseEntity<String> config() {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(10))).body("…");
	}

	@Bean
	CachePartitionResolver tenant() {
		return (request) -> request.getHeaders().getFirst("X-Tenant");
	}

	@Bean
	CacheStorageFilter noPersonalData() {
		return (request, status, headers) -> !headers.containsHeader("X-Personal-Data");
	}

	@Bean
	HttpCacheExecutor httpCacheExecutor() {
		return Runnable::run;
	}

	RestClient clientWithACertificate(RestClient.Builder builder) {
		RestClient partner = builder.requestFactory(factoryWithTheCertificateOf("acme"))
			.defaultRequest((request) -> request.attributes(CacheOptions.partition("acme")))
			.build();
		return partner;
	}

	RestTemplate templateWithACertificate(RestTemplateBuilder templates) {
		RestTemplate partner = templates.additionalInterceptors((request, body, execution) -> {
			CacheOptions.partition("acme").accept(request.getAttributes());
			return execution.execute(request, body);
		}).build();
		return partner;
	}

	private static ClientHttpRequestFactory factoryWithTheCertificateOf(String partner) {
		return new JdkClientHttpRequestFactory();
	}

	RestClient clientForUploads(RestClient.Builder builder) {
		RestClient uploads = builder.clone().requestInterceptors(List::clear).build();
		return uploads;
	}

}
