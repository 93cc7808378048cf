package io.httpcache.autoconfigure;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;

import io.httpcache.CacheOptions;
import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients that Spring Boot configures have the cache.
 */
class CachedClientsTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare() {
		this.runner = TestContexts.clients()
			.withBean(Clock.class, () -> this.clock)
			.withPropertyValues("origin=" + this.origin.url(),
					"spring.http.serviceclient.blocking.base-url=" + this.origin.url(),
					"spring.http.serviceclient.reactive.base-url=" + this.origin.url());
	}

	@Test
	void restClientOfAnInjectedBuilder() {
		expectOneRequest();
		this.runner.run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			verifyThat(get(client)).isMiss().isStored();
			verifyThat(get(client)).isHit().hasBody("x");
		});
	}

	@Test
	void restTemplateOfAnInjectedBuilder() {
		expectOneRequest();
		this.runner.run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			verifyThat(template.getForEntity(this.origin.uri("/x"), String.class)).isMiss().isStored();
			verifyThat(template.getForEntity(this.origin.uri("/x"), String.class)).isHit().hasBody("x");
		});
	}

	@Test
	void webClientOfAnInjectedBuilder() {
		expectOneRequest();
		this.runner.run((context) -> {
			WebClient client = context.getBean(WebClient.Builder.class).build();
			verifyThat(get(client)).isMiss().isStored();
			verifyThat(get(client)).isHit().hasBody("x");
		});
	}

	@Test
	void httpInterfaces() {
		expectOneRequest();
		this.runner.withUserConfiguration(Services.class).run((context) -> {
			verifyThat(context.getBean(BlockingService.class).get()).isMiss().isStored();
			verifyThat(context.getBean(BlockingService.class).get()).isHit();
			verifyThat(context.getBean(ReactiveService.class).get()).isHit();
		});
	}

	@Test
	void clientsOfAllKindsShareTheCache() {
		expectOneRequest();
		this.runner.run((context) -> {
			verifyThat(get(context.getBean(RestClient.Builder.class).build())).isMiss();
			verifyThat(get(context.getBean(RestClient.Builder.class).build())).isHit();
			verifyThat(get(context.getBean(WebClient.Builder.class).build())).isHit();
			verifyThat(context.getBean(RestTemplateBuilder.class)
				.build()
				.getForEntity(this.origin.uri("/x"), String.class)).isHit();
		});
	}

	@Test
	void theTtlOfARouteHolds() {
		this.origin.always("GET /x").respond(200).body("x");
		this.runner.withPropertyValues("httpcache.routes.x.url=/x", "httpcache.routes.x.ttl=1m").run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			get(client);
			this.clock.advance(Duration.ofSeconds(59));
			verifyThat(get(client)).isHit();
			this.clock.advance(Duration.ofSeconds(1));
			verifyThat(get(client)).isMiss();
		});
	}

	@Test
	void aClientMayAskForOptionsForAllItsRequests() {
		this.origin.always("GET /x").respond(200).body("x");
		this.runner.run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class)
				.defaultRequest((request) -> request.attributes(CacheOptions.ttl(Duration.ofMinutes(1))))
				.build();
			verifyThat(get(client)).isMiss().isStored();
			verifyThat(get(client)).isHit();
		});
	}

	@Test
	void anHttpInterfaceMayTakeOptionsAsAParameter() {
		this.origin.always("GET /x").respond(200).body("x");
		this.runner.withUserConfiguration(Services.class).run((context) -> {
			Object options = CacheOptions.ttl(Duration.ofMinutes(1));
			verifyThat(context.getBean(BlockingService.class).get(options)).isMiss().isStored();
			verifyThat(context.getBean(BlockingService.class).get(options)).isHit();
			verifyThat(context.getBean(ReactiveService.class).get(options)).isHit();
		});
	}

	@Test
	void twoTokensNeverShare() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner.run((context) -> {
			RestClient alice = context.getBean(RestClient.Builder.class).build();
			verifyThat(get(alice, "alice")).isMiss();
			verifyThat(get(alice, "bob")).isMiss();
			verifyThat(get(alice, "alice")).isHit();
		});
	}

	@Test
	void whatIsAddedToABuilderLaterStandsBeforeTheCache() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner.run((context) -> {
			RestClient.Builder blocking = context.getBean(RestClient.Builder.class);
			verifyThat(get(blocking.clone().requestInterceptor(token("alice")).build())).isMiss();
			verifyThat(get(blocking.clone().requestInterceptor(token("bob")).build())).isMiss();
			WebClient.Builder reactive = context.getBean(WebClient.Builder.class);
			verifyThat(get(reactive.clone().filter(reactiveToken("alice")).build())).isHit();
			verifyThat(get(reactive.clone().filter(reactiveToken("eve")).build())).isMiss();
			RestTemplateBuilder templates = context.getBean(RestTemplateBuilder.class);
			RestTemplate template = templates.additionalInterceptors(token("bob")).build();
			verifyThat(template.getForEntity(this.origin.uri("/x"), String.class)).isHit();
			template.getInterceptors().add(token("mallory"));
			verifyThat(template.getForEntity(this.origin.uri("/x"), String.class)).isMiss();
		});
	}

	@Test
	void customizersMayPutInterceptorsFirst() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner.withUserConfiguration(EagerCustomizers.class).run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			verifyThat(get(client)).isMiss().isStored();
			verifyThat(get(client)).isHit();
			verifyThat(get(context.getBean(WebClient.Builder.class).build())).isHit();
			verifyThat(context.getBean(RestTemplateBuilder.class)
				.build()
				.getForEntity(this.origin.uri("/x"), String.class)).isHit();
			assertThat(this.origin.lastRequest().header("Authorization")).isEqualTo("Bearer customizer");
		});
	}

	@Test
	void oneThatIsPutBeforeTheCacheMakesItStandAside() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner.run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class)
				.requestInterceptors((interceptors) -> interceptors.add(0, token("alice")))
				.build();
			get(client);
			verifyThat(get(client)).isBypassed(CacheReason.POSITION);
		});
	}

	@Test
	void theOrderOfOtherInterceptorsOfARestTemplateStays() {
		this.origin.always("GET /x").respond(200).body("x");
		this.runner.run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class)
				.additionalInterceptors(new Ordered(2), new Ordered(1))
				.build();
			template.getForEntity(this.origin.uri("/x"), String.class);
			assertThat(this.origin.lastRequest().headers("X-Order")).containsExactly("2", "1");
		});
	}

	@Test
	void aClientMayBeGivenTheCacheByHand() {
		expectOneRequest();
		this.runner.withPropertyValues("httpcache.apply-to=").run((context) -> {
			HttpCache cache = context.getBean(HttpCache.class);
			RestClient client = cache.applyTo(RestClient.builder()).build();
			verifyThat(get(client)).isMiss().isStored();
			verifyThat(get(client)).isHit();
			verifyThat(get(cache.applyTo(WebClient.builder()).build())).isHit();
			verifyThat(cache.applyTo(new RestTemplate()).getForEntity(this.origin.uri("/x"), String.class)).isHit();
		});
	}

	@Test
	void onlyClientsOfTheChosenKindsHaveTheCache() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner.withPropertyValues("httpcache.apply-to=rest-template").run((context) -> {
			assertThat(isCached(get(context.getBean(RestClient.Builder.class).build()))).isFalse();
			assertThat(isCached(get(context.getBean(WebClient.Builder.class).build()))).isFalse();
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			assertThat(isCached(template.getForEntity(this.origin.uri("/x"), String.class))).isTrue();
		});
	}

	@Test
	void switchedOffThereIsNoCache() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner.withPropertyValues("httpcache.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(HttpCache.class);
			assertThat(isCached(get(context.getBean(RestClient.Builder.class).build()))).isFalse();
			assertThat(isCached(get(context.getBean(WebClient.Builder.class).build()))).isFalse();
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			assertThat(isCached(template.getForEntity(this.origin.uri("/x"), String.class))).isFalse();
		});
	}

	private void expectOneRequest() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
	}

	private boolean isCached(ResponseEntity<String> response) {
		return response.getHeaders().containsHeader("Cache-Status");
	}

	private ResponseEntity<String> get(RestClient client) {
		return client.get().uri(this.origin.uri("/x")).retrieve().toEntity(String.class);
	}

	private ResponseEntity<String> get(RestClient client, String token) {
		return client.get().uri(this.origin.uri("/x")).headers(bearer(token)).retrieve().toEntity(String.class);
	}

	private ResponseEntity<String> get(WebClient client) {
		return client.get().uri(this.origin.uri("/x")).retrieve().toEntity(String.class).block();
	}

	private static Consumer<HttpHeaders> bearer(String token) {
		return (headers) -> headers.setBearerAuth(token);
	}

	private static ClientHttpRequestInterceptor token(String token) {
		return (request, body, execution) -> {
			request.getHeaders().setBearerAuth(token);
			return execution.execute(request, body);
		};
	}

	private static ExchangeFilterFunction reactiveToken(String token) {
		return (request, next) -> next.exchange(ClientRequest.from(request).headers(bearer(token)).build());
	}

	interface BlockingService {

		@GetExchange("/x")
		ResponseEntity<String> get();

		@GetExchange("/x")
		ResponseEntity<String> get(@RequestAttribute(CacheOptions.ATTRIBUTE) Object options);

	}

	interface ReactiveService {

		@GetExchange("/x")
		ResponseEntity<String> get();

		@GetExchange("/x")
		ResponseEntity<String> get(@RequestAttribute(CacheOptions.ATTRIBUTE) Object options);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "blocking", types = BlockingService.class)
	@ImportHttpServices(group = "reactive", types = ReactiveService.class,
			clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class Services {

	}

	@Configuration(proxyBeanMethods = false)
	static class EagerCustomizers {

		@Bean
		RestClientCustomizer restClientToken() {
			return (builder) -> builder.requestInterceptors((interceptors) -> interceptors.add(0, token("customizer")));
		}

		@Bean
		RestTemplateCustomizer restTemplateToken() {
			return (template) -> template.getInterceptors().add(0, token("customizer"));
		}

		@Bean
		WebClientCustomizer webClientToken() {
			return (builder) -> builder.filters((filters) -> filters.add(0, reactiveToken("customizer")));
		}

	}

	private record Ordered(int getOrder) implements ClientHttpRequestInterceptor, org.springframework.core.Ordered {

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			request.getHeaders().add("X-Order", Integer.toString(this.getOrder));
			return execution.execute(request, body);
		}

	}

}
