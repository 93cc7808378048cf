package io.httpcache.client.reactive;

import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.loadbalancer.RewritingFilter;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A load balancer's choice of an instance is no part of the key; any other rewriting is.
 */
class LoadBalancedTests extends ReactiveTestSupport {

	private WebClient client(ExchangeFilterFunction rewriting) {
		return builder(Transport.REACTOR_NETTY).filter(rewriting).baseUrl("http://catalog").build();
	}

	private RewritingFilter toInstance(String host) {
		return new RewritingFilter(
				(uri) -> URI.create("http://" + host + ":" + this.origin.uri("/").getPort() + uri.getRawPath()));
	}

	@Test
	void allInstancesShareTheEntriesOfTheirService() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("one");
		assertThat(outcome(get(client(toInstance("127.0.0.1")), "/x"))).isEqualTo(CacheOutcome.MISS);
		assertThat(outcome(get(client(toInstance("localhost")), "/x"))).isEqualTo(CacheOutcome.HIT);
	}

	@Test
	void aLoadBalancerThatChangesThePathIsKeyedAsSent() {
		this.origin.expect("GET /a/x").respond(200).header("Cache-Control", "max-age=60").body("for a");
		this.origin.expect("GET /b/x").respond(200).header("Cache-Control", "max-age=60").body("for b");
		assertThat(get(client(new RewritingFilter((uri) -> this.origin.uri("/a/x"))), "/x").getBody())
			.isEqualTo("for a");
		assertThat(get(client(new RewritingFilter((uri) -> this.origin.uri("/b/x"))), "/x").getBody())
			.isEqualTo("for b");
	}

	@Test
	void anyOtherFiltersRewritingIsKeyedAsSent() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("one");
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("two");
		assertThat(get(client((request, next) -> toInstance("127.0.0.1").filter(request, next)), "/x").getBody())
			.isEqualTo("one");
		assertThat(get(client((request, next) -> toInstance("localhost").filter(request, next)), "/x").getBody())
			.isEqualTo("two");
	}

}
