package io.httpcache.autoconfigure.warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;
import org.springframework.web.util.DefaultUriBuilderFactory;

import io.httpcache.test.TestOrigin;

/**
 * An application with one client of each kind, each of which adds a header field.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ImportHttpServices(group = "rates", types = WarmUpApplication.RatesService.class)
@ImportHttpServices(group = "stocks", types = WarmUpApplication.StocksService.class,
		clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
class WarmUpApplication {

	static ConfigurableApplicationContext start(TestOrigin origin, String... properties) {
		return builder(origin).run(arguments(properties));
	}

	static SpringApplicationBuilder builder(TestOrigin origin) {
		return new SpringApplicationBuilder(WarmUpApplication.class).web(WebApplicationType.NONE)
			.properties(Map.of("origin", origin.url(), "spring.main.banner-mode", "off",
					"spring.http.clients.imperative.factory", "jdk", "spring.http.serviceclient.rates.base-url",
					origin.url(), "spring.http.serviceclient.stocks.base-url", origin.url()));
	}

	static String[] arguments(String... properties) {
		List<String> arguments = new ArrayList<>();
		for (String property : properties) {
			arguments.add("--httpcache." + property);
		}
		return arguments.toArray(String[]::new);
	}

	@Bean
	RestClient catalogClient(RestClient.Builder builder, @Value("${origin}") String origin) {
		return builder.baseUrl(origin).requestInterceptor((request, body, execution) -> {
			request.getHeaders().setBearerAuth("catalog");
			return execution.execute(request, body);
		}).build();
	}

	@Bean
	RestTemplate orders(RestTemplateBuilder builder, @Value("${origin}") String origin) {
		return builder.uriTemplateHandler(new DefaultUriBuilderFactory(origin))
			.defaultHeader("X-Tenant", "orders")
			.build();
	}

	@Bean
	WebClient searchClient(WebClient.Builder builder, @Value("${origin}") String origin) {
		return builder.baseUrl(origin).defaultHeader("X-Tenant", "search").build();
	}

	interface RatesService {

		@GetExchange("/rates/{currency}")
		ResponseEntity<String> rate(@PathVariable String currency);

	}

	interface StocksService {

		@GetExchange("/stocks")
		ResponseEntity<String> stocks();

	}

}
