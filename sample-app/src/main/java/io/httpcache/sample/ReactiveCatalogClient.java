package io.httpcache.sample;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The same API by {@code WebClient}. It shares what {@link CatalogClient} has stored, as
 * long as both carry the same token. Safe for use by several threads.
 */
@Component
public class ReactiveCatalogClient {

	private final WebClient client;

	/**
	 * A client with the token of the application.
	 * @param builder the builder of Spring Boot
	 * @param baseUrl where the API is
	 * @param token the bearer token
	 */
	public ReactiveCatalogClient(WebClient.Builder builder, @Value("${catalog.base-url}") String baseUrl,
			@Value("${catalog.token}") String token) {
		this.client = builder.baseUrl(baseUrl).defaultHeaders((headers) -> headers.setBearerAuth(token)).build();
	}

	/**
	 * Gets something, from the cache where HTTP and {@code application.yml} allow it.
	 * @param <T> its type
	 * @param type its type
	 * @param path its path, such as {@code /products/{id}}
	 * @param variables what to put in the place of the variables
	 * @return the response, to come
	 */
	public <T> Mono<ResponseEntity<T>> exchange(Class<T> type, String path, Object... variables) {
		return this.client.get().uri(path, variables).retrieve().toEntity(type);
	}

}
