package io.httpcache.testing;

import java.net.URI;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A client with what Spring Boot injects.
 */
@Component
class ReactiveProducts {

	private final WebClient client;

	ReactiveProducts(WebClient.Builder builder) {
		this.client = builder.build();
	}

	ResponseEntity<String> get(URI uri) {
		return this.client.get().uri(uri).retrieve().toEntity(String.class).block();
	}

}
