package org.springframework.cloud.client.loadbalancer;

import java.net.URI;
import java.util.function.UnaryOperator;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Rewrites URIs in the package of Spring Cloud's load balancer, which is how that is
 * recognised.
 */
public final class RewritingFilter implements ExchangeFilterFunction {

	private final UnaryOperator<URI> rewriting;

	public RewritingFilter(UnaryOperator<URI> rewriting) {
		this.rewriting = rewriting;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return next.exchange(ClientRequest.from(request).url(this.rewriting.apply(request.url())).build());
	}

}
