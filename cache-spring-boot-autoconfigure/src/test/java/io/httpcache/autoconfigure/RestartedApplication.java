package io.httpcache.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpRequest;
import org.springframework.web.client.RestClient;

import io.httpcache.CachePartitionResolver;
import io.httpcache.CacheStatus;

/**
 * An application whose classes, a bean that the cache calls among them, are loaded anew
 * at each restart.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RestartedApplication {

	@Bean
	CachePartitionResolver tenant() {
		return new Tenant();
	}

	/**
	 * Starts, gets something twice, and ends.
	 * @param url what to get
	 * @return the outcomes
	 */
	public static List<String> run(String url) {
		List<String> outcomes = new ArrayList<>();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RestartedApplication.class)
			.web(WebApplicationType.NONE)
			.properties("httpcache.routes.x.url=/x", "httpcache.routes.x.partition=tenant",
					"spring.main.banner-mode=off")
			.run()) {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			for (int i = 0; i < 2; i++) {
				CacheStatus status = CacheStatus
					.from(client.get().uri(URI.create(url)).retrieve().toBodilessEntity().getHeaders());
				outcomes.add(Objects.requireNonNull(status).outcome().name());
			}
		}
		return outcomes;
	}

	private static final class Tenant implements CachePartitionResolver {

		@Override
		public String resolve(HttpRequest request) {
			return "acme";
		}

	}

}
