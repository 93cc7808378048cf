package io.httpcache.client.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.CacheStatus;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cache stands next to the network however a client is built, or stands aside.
 */
class PositionTests extends ReactiveTestSupport {

	private static ExchangeFilterFunction token(String token) {
		return (request, next) -> next
			.exchange(ClientRequest.from(request).headers((headers) -> headers.setBearerAuth(token)).build());
	}

	static Stream<Arguments> waysToAddAFilter() {
		return Stream.of(way("filter(…) after the cache", (builder) -> builder.filter(token("a"))),
				way("two filters after the cache",
						(builder) -> builder.filter((request, next) -> next.exchange(request)).filter(token("a"))),
				way("filters(add)", (builder) -> builder.filters((filters) -> filters.add(token("a")))),
				way("a cloned builder", (builder) -> builder.clone().filter(token("a"))),
				way("a mutated client", (builder) -> builder.build().mutate().filter(token("a"))),
				way("a client mutated twice",
						(builder) -> builder.build().mutate().filter(token("a")).build().mutate()),
				way("a sorted list",
						(builder) -> builder.filter(token("a")).filters(AnnotationAwareOrderComparator::sort)),
				way("defaultHeader", (builder) -> builder.defaultHeader("Authorization", "Bearer a")),
				way("defaultCookie", (builder) -> builder.defaultCookie("session", "a")), way("defaultRequest",
						(builder) -> builder.defaultRequest((spec) -> spec.header("Authorization", "Bearer a"))));
	}

	private static Arguments way(String name, UnaryOperator<WebClient.Builder> way) {
		return Arguments.of(name, way);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("waysToAddAFilter")
	void aLateCredentialIsSeen(String name, UnaryOperator<WebClient.Builder> way) {
		for (int i = 0; i < 2; i++) {
			this.origin.expect("GET /me").respond(200).header("Cache-Control", "max-age=60").body("user " + i);
		}
		WebClient anonymous = this.client;
		WebClient user = way.apply(builder(Transport.REACTOR_NETTY)).build();
		assertThat(get(anonymous, "/me").getBody()).isEqualTo("user 0");
		assertThat(get(user, "/me").getBody()).isEqualTo("user 1");
		assertThat(outcome(get(user, "/me"))).isEqualTo(CacheOutcome.HIT);
		assertThat(get(user, "/me").getBody()).isEqualTo("user 1");
		assertThat(get(anonymous, "/me").getBody()).isEqualTo("user 0");
	}

	@Test
	void aFilterBeforeTheCacheMakesItStandAside() {
		this.origin.always("GET /me").respond(200).header("Cache-Control", "max-age=60").body("me");
		WebClient.Builder misplaced = builder(Transport.REACTOR_NETTY).filters((filters) -> filters.add(0, token("a")));
		for (WebClient client : List.of(misplaced.build(), misplaced.filter(token("b")).build())) {
			for (int i = 0; i < 2; i++) {
				assertStandsAside(get(client, "/me"));
			}
		}
	}

	@Test
	void aRequestThatHttpRequestCompletesUnseenPassesBy() {
		this.origin.always("GET /me").respond(200).header("Cache-Control", "max-age=60").body("me");
		for (int i = 0; i < 2; i++) {
			assertStandsAside(await(this.client.get()
				.uri("/me")
				.httpRequest((request) -> request.getHeaders().setBearerAuth("a"))
				.exchangeToMono((response) -> response.toEntity(String.class))));
		}
	}

	private static void assertStandsAside(ResponseEntity<?> response) {
		assertThat(outcome(response)).isEqualTo(CacheOutcome.BYPASS);
		CacheStatus status = CacheStatus.from(response.getHeaders());
		assertThat(status).isNotNull();
		assertThat(status.detail()).isEqualTo(CacheReason.POSITION.name());
	}

	@Test
	void aSecondCacheInOneChainStandsAside() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		CacheRuntime other = HttpCacheBuilder.create().clock(this.clock).buildRuntime();
		WebClient client = builder(Transport.REACTOR_NETTY).filter(new CachingExchangeFilter(other)).build();
		get(client, "/x");
		assertThat(get(client, "/x").getHeaders().get("Cache-Status")).hasSize(1);
		assertThat(HttpCacheBuilder.create().build(other).entries(10)).isEmpty();
	}

	@Test
	void theCacheIsPutOnABuilderOnce() {
		WebClient.Builder builder = this.cache.applyTo(this.cache.applyTo(WebClient.builder()));
		builder.filters((filters) -> assertThat(filters).hasSize(2).first().isInstanceOf(CachingExchangeFilter.class));
	}

	@Test
	void theObservationAndFiltersSeeTheAnswerOfTheCache() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("x");
		List<String> seen = new ArrayList<>();
		WebClient client = builder(Transport.REACTOR_NETTY)
			.filter((request, next) -> next.exchange(request)
				.doOnNext((response) -> seen.addAll(response.headers().header("Cache-Status"))))
			.build();
		get(client, "/x");
		get(client, "/x");
		assertThat(seen).containsExactly("httpcache; fwd=uri-miss; stored", "httpcache; hit; ttl=60");
	}

	@Test
	void clientsOfAnotherTransportIdentityAreApart() {
		for (int i = 0; i < 2; i++) {
			this.origin.expect("GET /me").respond(200).header("Cache-Control", "max-age=60").body("user " + i);
		}
		WebClient.Builder builder = builder(Transport.REACTOR_NETTY);
		new ReactiveBinding(new CachingExchangeFilter(this.runtime, "certificate")).rebind(builder);
		WebClient other = builder.build();
		assertThat(get(this.client, "/me").getBody()).isEqualTo("user 0");
		assertThat(get(other, "/me").getBody()).isEqualTo("user 1");
		assertThat(get(other, "/me").getBody()).isEqualTo("user 1");
	}

}
