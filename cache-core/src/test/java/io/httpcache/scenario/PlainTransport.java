package io.httpcache.scenario;

import java.net.URI;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * A transport that does what it is told: a new connection for each request, so that a
 * dead one is never tried again behind the test's back, and methods of any name.
 */
final class PlainTransport {

	private PlainTransport() {
	}

	static ClientHttpRequestFactory create() {
		return new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
			.setConnectionReuseStrategy((request, response, context) -> false)
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableContentCompression()
			.disableCookieManagement()
			.disableAuthCaching()
			.build()) {

			@Override
			protected ClassicHttpRequest createHttpUriRequest(HttpMethod method, URI uri) {
				return new HttpUriRequestBase(method.name(), uri);
			}

		};
	}

}
