package io.httpcache.sample;

import java.util.Map;
import java.util.function.Consumer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * A cache-aware client of the catalog API. It takes the builder that Spring Boot injects,
 * and that is all: the cache is on it. Safe for use by several threads.
 */
@Component
public class CatalogClient {

	private final RestClient client;

	/**
	 * A client with the token of the application.
	 * @param builder the builder of Spring Boot
	 * @param baseUrl where the API is
	 * @param token the bearer token
	 */
	@Autowired
	public CatalogClient(RestClient.Builder builder, @Value("${catalog.base-url}") String baseUrl,
			@Value("${catalog.token}") String token) {
		this(builder.baseUrl(baseUrl).build(), token);
	}

	private CatalogClient(RestClient client, String token) {
		this.client = client.mutate().defaultHeaders((headers) -> headers.setBearerAuth(token)).build();
	}

	/**
	 * A client with another token. The cache keeps the responses of the two apart.
	 * @param token the bearer token
	 * @return a client
	 */
	public CatalogClient withToken(String token) {
		return new CatalogClient(this.client, token);
	}

	/**
	 * Gets something, from the cache where HTTP and {@code application.yml} allow it.
	 * @param <T> its type
	 * @param type its type
	 * @param path its path, such as {@code /products/{id}}
	 * @param variables what to put in the place of the variables
	 * @return what was read
	 */
	public <T> T get(Class<T> type, String path, Object... variables) {
		return this.client.get().uri(path, variables).retrieve().requiredBody(type);
	}

	/**
	 * Gets something with a say in how the cache answers, and all that came with it.
	 * @param <T> its type
	 * @param options such as {@code CacheOptions.refresh()}
	 * @param type its type
	 * @param path its path, such as {@code /products/{id}}
	 * @param variables what to put in the place of the variables
	 * @return the response; {@code CacheStatus.from(response.getHeaders())} reads what
	 * the cache did
	 */
	public <T> ResponseEntity<T> exchange(Consumer<Map<String, Object>> options, Class<T> type, String path,
			Object... variables) {
		return this.client.get().uri(path, variables).attributes(options).retrieve().toEntity(type);
	}

	/**
	 * Posts something. No POST is answered from the cache, and once it has succeeded
	 * nothing that is stored under its URI is used any more.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @param body what to post
	 * @param path where to
	 * @param variables what to put in the place of the variables
	 * @return what was read
	 */
	public <T> T post(Class<T> type, Object body, String path, Object... variables) {
		return this.client.post().uri(path, variables).body(body).retrieve().requiredBody(type);
	}

}
