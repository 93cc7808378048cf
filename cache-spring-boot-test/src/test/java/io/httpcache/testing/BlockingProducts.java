package io.httpcache.testing;

import java.net.URI;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * A client with what Spring Boot injects.
 */
@Component
class BlockingProducts {

	private final RestClient client;

	BlockingProducts(RestClient.Builder builder) {
		this.client = builder.build();
	}

	ResponseEntity<String> get(URI uri) {
		return this.client.get().uri(uri).retrieve().toEntity(String.class);
	}

}
