package io.httpcache.client.blocking;

import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.loadbalancer.RewritingInterceptor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;

/**
 * A load balancer's choice of an instance is no part of the key; any other rewriting is.
 */
class LoadBalancedTests extends BlockingTestSupport {

	private RestClient client(ClientHttpRequestInterceptor rewriting) {
		return builder(this.cache).requestInterceptor(rewriting).baseUrl("http://catalog").build();
	}

	private String instance(String host) {
		return "http://" + host + ":" + this.origin.uri("/").getPort();
	}

	@Test
	void allInstancesShareTheEntriesOfTheirService() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("one"));
		get(client(new RewritingInterceptor((uri) -> URI.create(instance("127.0.0.1") + uri.getRawPath()))), "/x");
		verifyThat(get(client(new RewritingInterceptor((uri) -> URI.create(instance("localhost") + uri.getRawPath()))),
				"/x"))
			.isHit();
	}

	@Test
	void aLoadBalancerThatChangesThePathIsKeyedAsSent() {
		this.origin.expect("GET /a/x").respond(cacheable(Reply.of(200)).body("for a"));
		this.origin.expect("GET /b/x").respond(cacheable(Reply.of(200)).body("for b"));
		verifyThat(get(client(new RewritingInterceptor((uri) -> this.origin.uri("/a/x"))), "/x")).hasBody("for a");
		verifyThat(get(client(new RewritingInterceptor((uri) -> this.origin.uri("/b/x"))), "/x")).hasBody("for b");
	}

	@Test
	void anyOtherInterceptorsRewritingIsKeyedAsSent() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("one"));
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("two"));
		verifyThat(get(client(rewriting("127.0.0.1")), "/x")).hasBody("one");
		verifyThat(get(client(rewriting("localhost")), "/x")).isMiss().hasBody("two");
	}

	private ClientHttpRequestInterceptor rewriting(String host) {
		RewritingInterceptor rewriting = new RewritingInterceptor(
				(uri) -> URI.create(instance(host) + uri.getRawPath()));
		return (request, body, execution) -> rewriting.intercept(request, body, execution);
	}

}
