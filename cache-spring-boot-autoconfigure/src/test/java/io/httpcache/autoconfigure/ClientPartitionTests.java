package io.httpcache.autoconfigure;

import java.time.Clock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;

import io.httpcache.CacheOptions;
import io.httpcache.HttpCache;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Clients do not share what an origin answers to an identity that only a transport has.
 */
class ClientPartitionTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare() {
		this.origin.always("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		this.runner = TestContexts.clients()
			.withBean(Clock.class, () -> this.clock)
			.withPropertyValues("spring.http.clients.reactive.connector=jdk",
					"spring.ssl.bundle.jks.a.keystore.location=classpath:client-a.p12",
					"spring.ssl.bundle.jks.a.keystore.password=secret",
					"spring.ssl.bundle.jks.also-a.keystore.location=classpath:client-a.p12",
					"spring.ssl.bundle.jks.also-a.keystore.password=secret",
					"spring.ssl.bundle.jks.b.keystore.location=classpath:client-b.p12",
					"spring.ssl.bundle.jks.b.keystore.password=secret",
					"spring.ssl.bundle.jks.trust.truststore.location=classpath:client-a.p12",
					"spring.ssl.bundle.jks.trust.truststore.password=secret",
					"spring.http.serviceclient.one.base-url=" + this.origin.url(),
					"spring.http.serviceclient.two.base-url=" + this.origin.url(),
					"spring.http.serviceclient.reactive.base-url=" + this.origin.url());
	}

	@Test
	void groupsWithCertificatesOfTheirOwn() {
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.serviceclient.one.ssl.bundle=a",
					"spring.http.serviceclient.two.ssl.bundle=b", "spring.http.serviceclient.reactive.ssl.bundle=a")
			.run((context) -> {
				verifyThat(get(restClient(context))).isMiss();
				verifyThat(context.getBean(One.class).get()).isMiss();
				verifyThat(context.getBean(One.class).get()).isHit();
				verifyThat(context.getBean(Two.class).get()).isMiss();
				verifyThat(context.getBean(Reactive.class).get()).isHit();
				verifyThat(get(restClient(context))).isHit();
			});
	}

	@Test
	void oneCertificateIsOneIdentityWhateverItsBundleIsCalled() {
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.serviceclient.one.ssl.bundle=a",
					"spring.http.serviceclient.two.ssl.bundle=also-a")
			.run((context) -> {
				verifyThat(context.getBean(One.class).get()).isMiss();
				verifyThat(context.getBean(Two.class).get()).isHit();
			});
	}

	@Test
	void whomAClientTrustsIsNoIdentity() {
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.serviceclient.one.ssl.bundle=trust")
			.run((context) -> {
				verifyThat(get(restClient(context))).isMiss();
				verifyThat(context.getBean(One.class).get()).isHit();
			});
	}

	@Test
	void aGroupWithoutCertificateAmongClientsWithOne() {
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.clients.ssl.bundle=a", "spring.http.serviceclient.one.ssl.bundle=trust")
			.run((context) -> {
				verifyThat(get(restClient(context))).isMiss();
				verifyThat(context.getBean(One.class).get()).isMiss();
				verifyThat(context.getBean(Two.class).get()).isHit();
				verifyThat(get(context.getBean(WebClient.Builder.class).build())).isHit();
				// One that nothing is known of has none either
				verifyThat(get(context.getBean(HttpCache.class).applyTo(RestClient.builder()).build())).isHit();
			});
	}

	@Test
	void aReactiveGroupMayHaveTheCommonCertificateAllTheSame() {
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.clients.ssl.bundle=a",
					"spring.http.serviceclient.reactive.ssl.bundle=trust")
			.run((context) -> {
				verifyThat(get(context.getBean(HttpCache.class).applyTo(RestClient.builder()).build())).isMiss();
				verifyThat(context.getBean(Reactive.class).get()).isMiss();
			});
	}

	@Test
	void aBundleThatAClientIsGivenByHand() {
		this.runner.run((context) -> {
			RestClientSsl ssl = context.getBean(RestClientSsl.class);
			RestClient.Builder builder = context.getBean(RestClient.Builder.class);
			verifyThat(get(builder.clone().build())).isMiss();
			verifyThat(get(builder.clone().apply(ssl.fromBundle("a")).build())).isMiss();
			verifyThat(get(builder.clone().apply(ssl.fromBundle("also-a")).build())).isHit();
			verifyThat(get(builder.clone().apply(ssl.fromBundle("b")).build())).isMiss();
			WebClientSsl reactiveSsl = context.getBean(WebClientSsl.class);
			WebClient.Builder reactive = context.getBean(WebClient.Builder.class);
			verifyThat(get(reactive.clone().build())).isHit();
			verifyThat(get(reactive.clone().apply(reactiveSsl.fromBundle("a")).build())).isHit();
			verifyThat(get(reactive.clone().apply(reactiveSsl.fromBundle("b")).build())).isHit();
		});
	}

	@Test
	void everyCookieStoreIsAnIdentity() {
		assumeThat(cookieHandling()).isTrue();
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.clients.cookie-handling=enable-when-possible")
			.run((context) -> {
				RestClient first = restClient(context);
				verifyThat(get(first)).isMiss();
				verifyThat(get(first.mutate().build())).isHit();
				verifyThat(get(restClient(context))).isMiss();
				verifyThat(context.getBean(One.class).get()).isMiss();
				verifyThat(context.getBean(One.class).get()).isHit();
				RestTemplateBuilder templates = context.getBean(RestTemplateBuilder.class);
				verifyThat(templates.build().getForEntity(this.origin.uri("/x"), String.class)).isMiss();
				verifyThat(get(context.getBean(WebClient.Builder.class).build())).isMiss();
				// They share one connector
				verifyThat(get(context.getBean(WebClient.Builder.class).build())).isHit();
			});
	}

	@Test
	void aGroupThatKeepsCookies() {
		this.runner.withUserConfiguration(Services.class)
			.withPropertyValues("spring.http.serviceclient.one.cookie-handling=enable")
			.run((context) -> {
				verifyThat(get(restClient(context))).isMiss();
				verifyThat(context.getBean(One.class).get()).isMiss();
				verifyThat(context.getBean(Two.class).get()).isHit();
			});
	}

	@Test
	void anIdentityThatOnlyTheApplicationKnows() {
		this.runner.run((context) -> {
			RestClient.Builder builder = context.getBean(RestClient.Builder.class);
			builder.defaultRequest((request) -> request.attributes(CacheOptions.partition("acme")));
			RestTemplate template = context.getBean(RestTemplateBuilder.class)
				.additionalInterceptors((request, body, execution) -> {
					CacheOptions.partition("acme").accept(request.getAttributes());
					return execution.execute(request, body);
				})
				.build();
			verifyThat(get(restClient(context))).isMiss();
			verifyThat(get(builder.build())).isMiss();
			verifyThat(template.getForEntity(this.origin.uri("/x"), String.class)).isHit();
		});
	}

	@Test
	void aTransportThatKeepsCookiesUnlessToldOtherwise() {
		this.runner.withPropertyValues("spring.http.clients.imperative.factory=http-components").run((context) -> {
			verifyThat(get(restClient(context))).isMiss();
			verifyThat(get(restClient(context))).isMiss();
		});
	}

	@Test
	void aTransportThatIsToldOtherwise() {
		assumeThat(cookieHandling()).isTrue();
		this.runner
			.withPropertyValues("spring.http.clients.imperative.factory=http-components",
					"spring.http.clients.cookie-handling=disable")
			.run((context) -> {
				verifyThat(get(restClient(context))).isMiss();
				verifyThat(get(restClient(context))).isHit();
			});
	}

	/** Since Spring Boot 4.1. */
	private static boolean cookieHandling() {
		return ClassUtils.isPresent("org.springframework.boot.http.client.HttpCookieHandling", null);
	}

	private RestClient restClient(ApplicationContext context) {
		return context.getBean(RestClient.Builder.class).build();
	}

	private ResponseEntity<String> get(RestClient client) {
		return client.get().uri(this.origin.uri("/x")).retrieve().toEntity(String.class);
	}

	private ResponseEntity<String> get(WebClient client) {
		return client.get().uri(this.origin.uri("/x")).retrieve().toEntity(String.class).block();
	}

	interface One {

		@GetExchange("/x")
		ResponseEntity<String> get();

	}

	interface Two {

		@GetExchange("/x")
		ResponseEntity<String> get();

	}

	interface Reactive {

		@GetExchange("/x")
		ResponseEntity<String> get();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "one", types = One.class)
	@ImportHttpServices(group = "two", types = Two.class)
	@ImportHttpServices(group = "reactive", types = Reactive.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class Services {

	}

}
