package org.springframework.cloud.client.loadbalancer;

import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Does what Spring Cloud's interceptor does, in its package, by which it is recognised.
 */
public final class RewritingInterceptor implements ClientHttpRequestInterceptor {

	private final UnaryOperator<URI> choice;

	public RewritingInterceptor(UnaryOperator<URI> choice) {
		this.choice = choice;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		URI chosen = this.choice.apply(request.getURI());
		return execution.execute(new HttpRequestWrapper(request) {

			@Override
			public URI getURI() {
				return chosen;
			}

		}, body);
	}

}
