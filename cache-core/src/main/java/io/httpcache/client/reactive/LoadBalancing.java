package io.httpcache.client.reactive;

import java.net.URI;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

import io.httpcache.client.LoadBalancedUri;

/**
 * Watches a load balancer among the filters.
 */
final class LoadBalancing {

	private LoadBalancing() {
	}

	static ExchangeFilterFunction recorded(ExchangeFilterFunction filter) {
		if (!LoadBalancedUri.isLoadBalancer(filter.getClass())) {
			return filter;
		}
		return (request, next) -> {
			URI asked = request.url();
			return filter.filter(request,
					(balanced) -> next.exchange(ClientRequest.from(balanced)
						.attributes((attributes) -> LoadBalancedUri.record(asked, balanced.url(), attributes))
						.build()));
		};
	}

	static URI keyUri(ClientRequest request) {
		return LoadBalancedUri.keyUri(request.url(), request.attributes());
	}

}
