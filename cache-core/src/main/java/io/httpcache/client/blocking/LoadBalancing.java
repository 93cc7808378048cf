package io.httpcache.client.blocking;

import java.net.URI;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestInterceptor;

import io.httpcache.client.LoadBalancedUri;

/**
 * Watches a load balancer among the interceptors.
 */
final class LoadBalancing {

	private LoadBalancing() {
	}

	static ClientHttpRequestInterceptor recorded(ClientHttpRequestInterceptor interceptor) {
		if (!LoadBalancedUri.isLoadBalancer(interceptor.getClass())) {
			return interceptor;
		}
		return (request, body, execution) -> {
			URI asked = request.getURI();
			return interceptor.intercept(request, body, (balanced, balancedBody) -> {
				LoadBalancedUri.record(asked, balanced.getURI(), balanced.getAttributes());
				return execution.execute(balanced, balancedBody);
			});
		};
	}

	static URI keyUri(HttpRequest request) {
		return LoadBalancedUri.keyUri(request.getURI(), request.getAttributes());
	}

}
